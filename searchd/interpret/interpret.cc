#include "searchd/interpret/interpret.h"

#include <fmt/format.h>

#include <algorithm>

#include "annuaire/label.h"
#include "annuaire/structure_kind.h"
#include "searchd/interpret/correct_spelling.h"
#include "searchd/interpret/find_statuses.h"
#include "searchd/interpret/read_codes.h"
#include "searchd/interpret/read_places.h"
#include "searchd/interpret/read_sectors.h"
#include "searchd/interpret/settle_places.h"
#include "searchd/interpret/tokens.h"

namespace filon {
namespace {

class Interpreter {
 public:
  Interpreter(std::string_view text, const Reader& reader, const std::vector<std::string>& ignored,
              const IndexWords* index_words)
      : reader_(reader),
        lexicon_(reader.lexicon),
        ignored_(ignored),
        index_words_(index_words),
        tokens_(tokenise(text, lexicon_.stop_words)),
        taken_(tokens_.size()),
        explained_(tokens_.size()),
        weight_(tokens_.size()) {}

  Interpretation read() {
    read_codes();
    if (reader_.correct)
      made_.corrections = correct_spelling(tokens_, taken_, lexicon_, index_words_);
    mentions_ = lexicon_.vocabulary.mentions(words_of_tokens());
    read_around_criteria();
    for (const Mention& mention : mentions_)
      for (const uint32_t word : mention.words)
        weight_[word] = std::max(weight_[word], mention.words.size());
    read_statuses();
    read_labels();
    read_places();
    read_trades();
    read_criteria();
    keep_words();
    return std::move(made_);
  }

 private:
  bool is_ignored(const std::string& id) const {
    return std::find(ignored_.begin(), ignored_.end(), id) != ignored_.end();
  }

  void take(size_t first, size_t past) {
    for (size_t i = first; i < past; ++i) taken_[i] = explained_[i] = true;
  }

  // One reading; the same one met again adds its words.
  static void add(std::vector<Reading>& readings, Reading reading) {
    const auto known = std::find_if(readings.begin(), readings.end(),
                                    [&](const Reading& r) { return r.id == reading.id; });
    if (known == readings.end())
      readings.push_back(std::move(reading));
    else
      known->because.insert(known->because.end(), reading.because.begin(), reading.because.end());
  }

  void read_codes() {
    for (const CodeMention& mention : find_identifiers(tokens_)) {
      const std::string id = "identifier:" + mention.digits;
      if (is_ignored(id)) continue;
      add(made_.identifiers, {id,
                              mention.digits,
                              mention.digits.size() == 14 ? "SIRET" : "SIREN",
                              {tokens_.evidence(mention.first, mention.past)}});
      take(mention.first, mention.past);
    }
    for (const CodeMention& mention : find_cpv(tokens_, lexicon_.cpv)) {
      const auto code = lexicon_.cpv.find(mention.digits);
      const std::string id = "cpv:" + mention.digits;
      if (is_ignored(id) || taken_[mention.past - 1]) continue;
      add(made_.cpv, {id,
                      mention.digits,
                      code.label.empty() ? "CPV " + mention.digits : code.label,
                      {tokens_.evidence(mention.first, mention.past)}});
      cpv_.push_back(mention);
      take(mention.first, mention.past);
    }
    for (size_t i = 0; i < tokens_.size(); ++i)
      if (taken_[i]) weight_[i] = tokens_.size();
  }

  std::vector<Word> words_of_tokens() const {
    std::vector<Word> words;
    for (const Token& token : tokens_.list) words.push_back({token.text, token.start, token.end});
    return words;
  }

  // "bio zéro déchet" holds the words of "bio-déchets", and "plateaux repas livrés à vélo" a term
  // that ends in the criterion: the words of a criterion are then read without the trades, and the
  // trades without them.
  void read_around_criteria() {
    std::vector<size_t> place;
    std::vector<Word> others = words_of_tokens();
    bool any = false;
    for (const CriterionMention& criterion : reader_.criteria.mentions(spoken_words(place))) {
      const size_t first = place[criterion.first];
      const size_t past = place[criterion.first + criterion.count - 1] + 1;
      if (tokens_.content(first, past) < 2 || !is_scattered_over(first, past)) continue;
      any = true;
      for (size_t i = first; i < past; ++i) others[i].text.assign(1, '_');
    }
    if (!any) return;
    const auto shares_masked = [&](const Mention& mention) {
      return std::any_of(mention.words.begin(), mention.words.end(),
                         [&](uint32_t word) { return others[word].text == "_"; });
    };
    std::vector<Mention> kept = lexicon_.vocabulary.mentions(others);
    for (Mention& mention : mentions_)
      if (mention.tight && shares_masked(mention)) kept.push_back(std::move(mention));
    std::sort(kept.begin(), kept.end(),
              [](const Mention& a, const Mention& b) { return a.words < b.words; });
    mentions_ = std::move(kept);
  }

  // A trade whose words stand apart, some of them in these.
  bool is_scattered_over(size_t first, size_t past) const {
    return std::any_of(mentions_.begin(), mentions_.end(), [&](const Mention& mention) {
      const auto within = std::count_if(mention.words.begin(), mention.words.end(),
                                        [&](uint32_t w) { return w >= first && w < past; });
      return !mention.tight && within > 0 && within < std::ssize(mention.words);
    });
  }

  // The words without elided articles, as the criteria know them, and their tokens.
  std::vector<Word> spoken_words(std::vector<size_t>& place) const {
    std::vector<Word> words;
    for (size_t i = 0; i < tokens_.size(); ++i) {
      if (tokens_[i].elided) continue;
      words.push_back({tokens_[i].text, tokens_[i].start, tokens_[i].end});
      place.push_back(i);
    }
    return words;
  }

  void read_statuses() {
    for (const PhraseTable::Found& found : find_statuses(tokens_, lexicon_, mentions_)) {
      const KindWords& words = lexicon_.kinds[found.number];
      if (taken_[found.first]) continue;
      bool any = false;
      const Evidence because = tokens_.evidence(found.first, found.past);
      for (const std::string& code : words.kinds) {
        if (is_ignored("kind:" + code)) continue;
        any = true;
        add(made_.kinds,
            {"kind:" + code, code, std::string(kind_info(*parse_kind(code)).name), {because}});
      }
      if (const std::string id = "reservation:" + words.reservation;
          !words.reservation.empty() && !is_ignored(id)) {
        any = true;
        const auto& info = reservation_info(*parse_reservation(words.reservation));
        add(made_.reservations, {id, words.reservation, std::string(info.title), {because}});
      }
      if (!any) continue;
      take_status(found);
      drop_parts_of_status(tokens_, found, mentions_);
    }
  }

  void take_status(const PhraseTable::Found& found) {
    take(found.first, found.past);
    for (size_t i = found.first; i < found.past; ++i)
      weight_[i] = std::max(weight_[i], found.past - found.first);
  }

  void read_labels() {
    for (const PhraseTable::Found& found : lexicon_.label_phrases.find(tokens_)) {
      const std::string& slug = lexicon_.labels[found.number];
      const std::string id = "label:" + slug;
      if (is_ignored(id) || taken_[found.first]) continue;
      add(made_.labels,
          {id, slug, reader_.labels.find(slug)->name, {tokens_.evidence(found.first, found.past)}});
      take_status(found);
    }
  }

  void read_places() {
    PlaceMentions mentions = find_places(tokens_, weight_, lexicon_.places, reader_.territories);
    SettledPlaces settled =
        settle_places(tokens_, std::move(mentions), reader_.territories, ignored_);
    made_.territories = std::move(settled.territories);
    made_.near = std::move(settled.near);
    made_.ambiguous = std::move(settled.ambiguous);
    for (size_t i = 0; i < tokens_.size(); ++i)
      if (settled.taken[i]) taken_[i] = explained_[i] = true;
  }

  // Words that say where or of what status are no trade too ("à Bains", "Vert" the town); but
  // "intérim d'insertion" is both a status and a trade.
  bool lost_to_place(const Mention& mention) const {
    const auto named_place = [&](uint32_t word) {
      for (const TerritoryReading& reading : made_.territories)
        for (const Evidence& evidence : reading.because)
          if (tokens_[word].start >= evidence.start && tokens_[word].end <= evidence.end)
            return true;
      if (made_.near)
        for (const Evidence& evidence : made_.near->because)
          if (tokens_[word].start >= evidence.start && tokens_[word].end <= evidence.end)
            return true;
      return false;
    };
    return std::all_of(mention.words.begin(), mention.words.end(), named_place);
  }

  void read_trades() {
    std::vector<Mention> kept;
    for (Mention& mention : mentions_)
      if (!lost_to_place(mention)) kept.push_back(std::move(mention));
    mentions_ = std::move(kept);
    for (const CodeMention& code : cpv_) {
      Mention mention;
      for (size_t i = code.first; i < code.past; ++i)
        mention.words.push_back(static_cast<uint32_t>(i));
      for (const CpvTable::Use& use : lexicon_.cpv.find(code.digits).uses)
        mention.readings.push_back({use.slug, use.confidence});
      mentions_.push_back(std::move(mention));
    }
    std::sort(mentions_.begin(), mentions_.end(),
              [](const Mention& a, const Mention& b) { return a.words < b.words; });
    ReadSectors read = read_sectors(tokens_, mentions_, reader_.sectors, ignored_);
    made_.sectors = std::move(read.sectors);
    made_.phrases = std::move(read.phrases);
    for (Ambiguity& ambiguity : read.ambiguous) made_.ambiguous.push_back(std::move(ambiguity));
    for (const SectorReading& sector : made_.sectors)
      for (const Evidence& evidence : sector.because)
        for (size_t i = 0; i < tokens_.size(); ++i)
          if (tokens_[i].start >= evidence.start && tokens_[i].end <= evidence.end)
            explained_[i] = true;
  }

  void read_criteria() {
    std::vector<size_t> place;
    for (const CriterionMention& mention : reader_.criteria.mentions(spoken_words(place))) {
      const ReferenceList::Item& item = reader_.criteria.list()[mention.criterion];
      const size_t first = place[mention.first],
                   past = place[mention.first + mention.count - 1] + 1;
      const std::string id = "criterion:" + item.slug;
      if (is_ignored(id) || taken_[first]) continue;
      add(made_.criteria, {id, item.slug, item.name, {tokens_.evidence(first, past)}});
      for (size_t i = first; i < past; ++i) explained_[i] = true;
    }
  }

  // What is left to look for in texts: not what filters explain, and neither articles nor
  // "je cherche" unless there is nothing else.
  void keep_words() {
    const auto keep = [&](const auto& wanted) {
      for (size_t i = 0; i < tokens_.size(); ++i) {
        const Token& token = tokens_[i];
        if (taken_[i] || !wanted(token)) continue;
        if (std::find(made_.words.begin(), made_.words.end(), token.text) == made_.words.end())
          made_.words.push_back(token.text);
        if (explained_[i]) continue;
        if (!made_.rest.empty()) made_.rest += ' ';
        made_.rest += tokens_.evidence(i, i + 1).text;
      }
    };
    keep([&](const Token& t) { return !t.link && !lexicon_.stop_words.is_request(t.text); });
    const bool read_something = std::any_of(taken_.begin(), taken_.end(), [](bool t) { return t; });
    if (made_.words.empty() && !read_something) keep([](const Token& t) { return !t.link; });
    if (made_.words.empty() && !read_something) keep([](const Token&) { return true; });
  }

  const Reader& reader_;
  const Lexicon& lexicon_;
  const std::vector<std::string>& ignored_;
  const IndexWords* index_words_;
  Tokens tokens_;
  std::vector<bool> taken_;      ///< by token: a filter explains it
  std::vector<bool> explained_;  ///< by token: some reading explains it
  std::vector<size_t> weight_;   ///< by token: words of the longest reading that is no place
  std::vector<Mention> mentions_;
  std::vector<CodeMention> cpv_;
  Interpretation made_;
};

}  // namespace

Interpretation interpret(std::string_view text, const Reader& reader,
                         const std::vector<std::string>& ignored, const IndexWords* index_words) {
  return Interpreter(text, reader, ignored, index_words).read();
}

}  // namespace filon
