#include "annuaire/vocabulary.h"

#include <algorithm>
#include <optional>

namespace filon {

namespace {

constexpr uint32_t none = UINT32_MAX;
constexpr size_t loose_gap = 2;       // words of others between the words of a term
constexpr size_t context_reach = 14;  // words on each side that may settle a sense
constexpr int loose_cost = 6;         // percent of confidence

}  // namespace

/// Finds the terms in one text.
class MentionFinder {
 public:
  MentionFinder(const Vocabulary& vocabulary, std::span<const Word> words)
      : vocabulary_(vocabulary), words_(words) {
    for (uint32_t i = 0; i < words.size(); ++i)
      if (!vocabulary.stop_words_.is_link(words[i].text)) content_.push_back(i);
    for (size_t k = 0; k < content_.size(); ++k) {
      ids_.push_back(id_of(stem(words[content_[k]].text)));
      joined_.push_back(k + 1 < content_.size() && content_[k] + 1 == content_[k + 1]
                            ? id_of(stem(words[content_[k]].text + words[content_[k + 1]].text))
                            : none);
    }
  }

  std::vector<Mention> find() {
    for (size_t k = 0; k < content_.size(); ++k) {
      look_at(k);
      look_at_joined(k);
    }
    return chosen();
  }

 private:
  struct Candidate {
    uint32_t term = 0;
    std::vector<size_t> places;  ///< in content_, rising
    bool tight = true;
  };

  uint32_t id_of(const std::string& stemmed) const {
    const auto found = vocabulary_.stem_ids_.find(stemmed);
    return found == vocabulary_.stem_ids_.end() ? none : found->second;
  }

  // "bio-déchets" for "biodéchets", "plate forme" for "plateforme".
  void look_at_joined(size_t k) {
    if (joined_[k] == none) return;
    for (const uint32_t term : vocabulary_.terms_of_[joined_[k]])
      if (vocabulary_.terms_[term].stems.size() == 1) found_.push_back({term, {k, k + 1}, true});
  }

  void look_at(size_t k) {
    if (ids_[k] == none) return;
    for (const uint32_t term : vocabulary_.terms_of_[ids_[k]]) {
      const auto& stems = vocabulary_.terms_[term].stems;
      if (auto places = together(stems, k))
        found_.push_back({term, *std::move(places), true});
      else if (stems.size() > 1)
        if (auto near = near_by(stems, k)) found_.push_back({term, *std::move(near), false});
    }
  }

  std::optional<std::vector<size_t>> together(const std::vector<uint32_t>& stems, size_t k) const {
    const auto anchor =
        static_cast<size_t>(std::find(stems.begin(), stems.end(), ids_[k]) - stems.begin());
    if (anchor > k || k - anchor + stems.size() > ids_.size()) return std::nullopt;
    std::vector<size_t> places;
    for (size_t j = 0; j < stems.size(); ++j) {
      if (ids_[k - anchor + j] != stems[j]) return std::nullopt;
      places.push_back(k - anchor + j);
    }
    return places;
  }

  // A sentence ends, or a list goes on, where more than one sign parts two words.
  bool broken_after(size_t k) const {
    return words_[content_[k] + 1].start - words_[content_[k]].end > 1;
  }

  // All the stems, in any order, within a few words of k and in one clause.
  std::optional<std::vector<size_t>> near_by(const std::vector<uint32_t>& stems, size_t k) const {
    const size_t reach = stems.size() - 1 + loose_gap;
    size_t from = k, to = k;
    while (from > 0 && k - from < reach && !broken_after(from - 1)) --from;
    while (to + 1 < ids_.size() && to - k < reach && !broken_after(to)) ++to;
    std::vector<size_t> places;
    for (const uint32_t wanted : stems) {
      std::optional<size_t> best;
      for (size_t place = from; place <= to; ++place) {
        if (ids_[place] != wanted || std::find(places.begin(), places.end(), place) != places.end())
          continue;
        const auto far = [&](size_t p) { return p > k ? p - k : k - p; };
        if (!best || far(place) < far(*best)) best = place;
      }
      if (!best) return std::nullopt;
      places.push_back(*best);
    }
    std::sort(places.begin(), places.end());
    if (places.back() - places.front() > reach) return std::nullopt;
    return places;
  }

  int best_confidence(const Candidate& c) const {
    return vocabulary_.terms_[c.term].senses.front().confidence;
  }

  std::vector<Mention> chosen() {
    std::stable_sort(found_.begin(), found_.end(), [&](const Candidate& a, const Candidate& b) {
      if (a.places.size() != b.places.size()) return a.places.size() > b.places.size();
      if (a.tight != b.tight) return a.tight;
      if (best_confidence(a) != best_confidence(b)) return best_confidence(a) > best_confidence(b);
      return a.places < b.places;
    });
    std::vector<bool> taken(content_.size());
    std::vector<Mention> mentions;
    for (const Candidate& candidate : found_) {
      if (std::any_of(candidate.places.begin(), candidate.places.end(),
                      [&](size_t place) { return taken[place]; }))
        continue;
      for (const size_t place : candidate.places) taken[place] = true;
      if (Mention mention = settle(candidate); !mention.readings.empty())
        mentions.push_back(std::move(mention));
    }
    std::sort(mentions.begin(), mentions.end(),
              [](const Mention& a, const Mention& b) { return a.words < b.words; });
    return mentions;
  }

  bool beside(const std::vector<uint32_t>& context, const Candidate& candidate) const {
    const size_t first = candidate.places.front(), last = candidate.places.back();
    const size_t from = first > context_reach ? first - context_reach : 0;
    const size_t to = std::min(last + context_reach + 1, ids_.size());
    for (size_t place = from; place < to; ++place)
      if (ids_[place] != none &&
          std::find(candidate.places.begin(), candidate.places.end(), place) ==
              candidate.places.end() &&
          std::find(context.begin(), context.end(), ids_[place]) != context.end())
        return true;
    return false;
  }

  // Context chooses among the senses; without any, all stay, as sure as the tables say.
  Mention settle(const Candidate& candidate) const {
    Mention mention;
    for (const size_t place : candidate.places) mention.words.push_back(content_[place]);
    mention.tight = candidate.tight;
    const int cost = candidate.tight ? 0 : loose_cost;
    std::vector<const Sense*> left, favoured;
    for (const Sense& sense : vocabulary_.terms_[candidate.term].senses) {
      if (beside(sense.without, candidate)) continue;
      left.push_back(&sense);
      if (beside(sense.with, candidate)) favoured.push_back(&sense);
    }
    for (const Sense* sense : left) {
      const bool chosen = std::find(favoured.begin(), favoured.end(), sense) != favoured.end();
      int confidence = sense->confidence - cost;
      if (!favoured.empty()) confidence = chosen ? std::max(confidence, 90) : confidence * 2 / 5;
      mention.readings.push_back({sense->slug, std::max(confidence, 1)});
    }
    std::stable_sort(mention.readings.begin(), mention.readings.end(),
                     [](const auto& a, const auto& b) { return a.confidence > b.confidence; });
    mention.settled = favoured.size() == 1 || left.size() < 2 ||
                      mention.readings[1].confidence * 5 < mention.readings[0].confidence * 3;
    return mention;
  }

  const Vocabulary& vocabulary_;
  std::span<const Word> words_;
  std::vector<uint32_t> content_;  ///< indices of words that are no links
  std::vector<uint32_t> ids_;      ///< their stems
  std::vector<uint32_t> joined_;   ///< the stem of each with the one after it
  std::vector<Candidate> found_;
};

std::vector<Mention> Vocabulary::mentions(std::span<const Word> words) const {
  return MentionFinder(*this, words).find();
}

bool Vocabulary::writes(std::string_view folded_word) const {
  const auto written = [&](std::string_view word) {
    return std::binary_search(lone_words_.begin(), lone_words_.end(), word);
  };
  return written(folded_word) || written(std::string(folded_word) + "s") ||
         (folded_word.ends_with('s') && written(folded_word.substr(0, folded_word.size() - 1)));
}

bool Vocabulary::knows(std::string_view folded_word) const {
  return stem_ids_.count(stem(folded_word)) > 0;
}

bool Vocabulary::is_term(std::string_view folded_word) const {
  return single_terms_.count(stem(folded_word)) > 0;
}

}  // namespace filon
