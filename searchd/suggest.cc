#include "searchd/suggest.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "annuaire/stable_hash.h"
#include "annuaire/text.h"
#include "searchd/match/ranking.h"
#include "searchd/suggestion_text.h"

namespace filon {
namespace {

constexpr size_t max_words = 8;  // of a text that is typed in one go, the last ones
// What is a typo away from a text that also fits as it stands: enough to find what was meant.
constexpr size_t max_near = 3;

struct Candidate {
  int distance = 0;
  Fit fit = Fit::Words;
  uint64_t tie = 0;  ///< lower first
  uint32_t item = 0;
  uint32_t text = 0;
  SuggestionType type = SuggestionType::Sector;

  auto quality() const { return std::tuple(distance, fit); }
  bool operator<(const Candidate& other) const {
    return std::tuple(distance, fit, tie, item) <
           std::tuple(other.distance, other.fit, other.tie, other.item);
  }
};

/// The best few of many candidates, each item once.
class Best {
 public:
  explicit Best(size_t room) : room_(room) {}
  void offer(const Candidate& candidate) {
    if (kept_.size() == room_ && !(candidate < kept_.back())) return;
    const auto same = std::find_if(kept_.begin(), kept_.end(),
                                   [&](const Candidate& c) { return c.item == candidate.item; });
    if (same != kept_.end()) {
      if (!(candidate < *same)) return;
      kept_.erase(same);
    }
    kept_.insert(std::lower_bound(kept_.begin(), kept_.end(), candidate), candidate);
    if (kept_.size() > room_) kept_.pop_back();
  }
  std::vector<Candidate> take() { return std::move(kept_); }

 private:
  size_t room_;
  std::vector<Candidate> kept_;
};

// Of two texts the shorter is nearer to what was typed; then the surer, then the order of the
// table.
uint64_t order_of_table(const Completion& found, const std::vector<Alias>* aliases) {
  const int doubt = aliases ? 100 - (*aliases)[found.text].confidence : 0;
  return static_cast<uint64_t>(found.words) << 40 | static_cast<uint64_t>(doubt) << 32 | found.item;
}

using ByType = std::array<std::vector<Candidate>, suggestion_type_count>;

class Suggester {
 public:
  Suggester(size_t limit, std::string_view seed, const Snapshot& snapshot, const Tables& tables)
      : limit_(limit), seed_hash_(stable_hash(seed)), snapshot_(snapshot), tables_(tables) {}

  std::vector<Candidate> candidates(std::string_view text) const {
    std::vector<Candidate> exact = share_room(by_type(text, Typos::Refused, {}), limit_);
    if (exact.size() == limit_) return exact;
    std::array<bool, suggestion_type_count> has{};
    for (const Candidate& candidate : exact) has[static_cast<size_t>(candidate.type)] = true;
    const size_t room = exact.empty() ? limit_ : std::min(max_near, limit_ - exact.size());
    const auto near = share_room(by_type(text, Typos::Allowed, has), room);
    exact.insert(exact.end(), near.begin(), near.end());
    return exact;
  }

 private:
  ByType by_type(std::string_view text, Typos typos,
                 const std::array<bool, suggestion_type_count>& left_out) const {
    ByType found;
    for (size_t i = 0; i < suggestion_type_count; ++i)
      if (!left_out[i]) found[i] = of_type(static_cast<SuggestionType>(i), text, typos);
    return found;
  }

  // One of each type in turn as long as there is room, then what fits best first.
  static std::vector<Candidate> share_room(const ByType& by_type, size_t room) {
    std::vector<Candidate> chosen;
    for (size_t rank = 0; rank < room && chosen.size() < room; ++rank)
      for (const std::vector<Candidate>& candidates : by_type)
        if (rank < candidates.size() && chosen.size() < room) chosen.push_back(candidates[rank]);
    std::stable_sort(chosen.begin(), chosen.end(), [](const Candidate& a, const Candidate& b) {
      return a.quality() < b.quality();
    });
    return chosen;
  }

  std::vector<Candidate> of_type(SuggestionType type, std::string_view text, Typos typos) const {
    switch (type) {
      case SuggestionType::Territory:
        return typos == Typos::Refused ? places(text) : places_with_typos(text);
      case SuggestionType::Structure:
        return best(type, snapshot_.image->names, text, typos, [this](const Completion& found) {
          return shuffle_key(snapshot_.image->id_hash[found.item], seed_hash_);
        });
      case SuggestionType::Sector:
        return best(type, tables_.suggest.sectors.view(), text, typos,
                    [this](const Completion& found) {
                      return order_of_table(found, &tables_.suggest.sector_aliases);
                    });
      case SuggestionType::Kind:
        return best(type, tables_.suggest.kinds.view(), text, typos,
                    [this](const Completion& found) {
                      return order_of_table(found, &tables_.suggest.kind_aliases);
                    });
      case SuggestionType::Label:
        break;
    }
    return best(type, snapshot_.labels.table.view(), text, typos,
                [](const Completion& found) { return order_of_table(found, nullptr); });
  }

  template <class Tie>
  std::vector<Candidate> best(SuggestionType type, const Completions& completions,
                              std::string_view text, Typos typos, const Tie& tie) const {
    Best best(limit_);
    complete(completions, look_up(completions, completion_words(text), typos),
             [&](const Completion& found) {
               best.offer({found.distance, found.fit, tie(found), found.item, found.text, type});
             });
    return best.take();
  }

  // Places have codes, post codes and former names: Territories knows them and their order.
  std::vector<Candidate> places(std::string_view text) const {
    const std::string key = place_key(text);
    std::vector<Candidate> found;
    for (const PlaceId place : tables_.territories.search(text, limit_)) {
      const std::string name = place_key(tables_.territories[place].name);
      const bool code = !key.empty() && key[0] >= '0' && key[0] <= '9';
      const Fit fit = code || name == key     ? Fit::Whole
                      : name.starts_with(key) ? Fit::Start
                                              : Fit::Words;
      found.push_back({0, fit, found.size(), place, 0, SuggestionType::Territory});
    }
    return found;
  }

  std::vector<Candidate> places_with_typos(std::string_view text) const {
    return best(SuggestionType::Territory, tables_.suggest.places.view(), place_key(text),
                Typos::Allowed, [this](const Completion& found) {
                  return UINT64_MAX -
                         static_cast<uint64_t>(tables_.territories[found.item].population);
                });
  }

  size_t limit_;
  uint64_t seed_hash_;
  const Snapshot& snapshot_;
  const Tables& tables_;
};

}  // namespace

std::string_view to_string(SuggestionType type) {
  static constexpr std::array<std::string_view, suggestion_type_count> names = {
      "sector", "territory", "structure", "kind", "label"};
  return names[static_cast<size_t>(type)];
}

Suggestions suggest(std::string_view q, size_t limit, std::string_view seed,
                    const Snapshot& snapshot, const Tables& tables) {
  const Suggester suggester(limit, seed, snapshot, tables);
  const std::vector<Word> typed = words(q);
  const size_t first = typed.size() - std::min(typed.size(), max_words);
  for (size_t i = first; i < typed.size(); ++i) {
    if (i > first && i + 1 < typed.size() && is_link_word(typed[i].text)) continue;
    const size_t start = i == 0 ? 0 : typed[i].start;
    const auto found = suggester.candidates(q.substr(byte_of_code_point(q, start)));
    if (found.empty()) continue;
    Suggestions suggestions{{}, start};
    for (const Candidate& candidate : found)
      suggestions.items.push_back(
          describe_suggestion(candidate.type, candidate.item, candidate.text, snapshot, tables));
    return suggestions;
  }
  return {};
}

}  // namespace filon
