#include "searchd/interpret/read_places.h"

#include <algorithm>

#include "searchd/interpret/place_numbers.h"
#include "searchd/interpret/place_reasons.h"

namespace filon {
namespace {

constexpr size_t longest_name = 12;  // words: "saint remy en bouzemont saint genest et isson"

class PlaceFinder {
 public:
  PlaceFinder(const Tokens& tokens, const std::vector<size_t>& weight, const PlaceLexicon& lexicon,
              const Territories& territories)
      : tokens_(tokens),
        lexicon_(lexicon),
        reasons_(tokens, weight, lexicon, territories, found_),
        numbers_(tokens, weight, territories, found_) {}

  PlaceMentions find() {
    found_.distance = numbers_.find_distance();
    for (size_t i = 0; i < tokens_.size();) {
      if (const auto mention = in_distance(i) ? std::nullopt : read(i)) {
        found_.places.push_back(*mention);
        i = found_.places.back().past = numbers_.past_arrondissement(mention->past);
      } else {
        ++i;
      }
    }
    return std::move(found_);
  }

 private:
  bool in_distance(size_t i) const {
    return found_.distance && i >= found_.distance->first && i < found_.distance->past;
  }

  std::optional<PlaceMention> read(size_t i) const {
    if (auto mention = read_name(i)) return mention;
    if (auto mention = numbers_.post_code(i)) return mention;
    return numbers_.departement(i);
  }

  // The words of names as lexicon keys have them.
  std::string name_word(size_t i, bool first) const {
    const std::string& word = tokens_[i].text;
    if (first && (word == "au" || word == "du")) return "le";
    if (first && (word == "aux" || word == "des")) return "les";
    if (word == "st" && i + 1 < tokens_.size()) return "saint";
    if (word == "ste" && i + 1 < tokens_.size()) return "sainte";
    return word;
  }

  // The longest name that begins at a token and may be read.
  std::optional<PlaceMention> read_name(size_t first) const {
    std::string key;
    std::vector<std::pair<size_t, std::string>> keys;
    for (size_t i = first; i < std::min(first + longest_name, tokens_.size()); ++i) {
      if (i > first && tokens_[i].broken) break;
      if (!key.empty()) key += ' ';
      key += name_word(i, i == first);
      if (lexicon_.find(key)) keys.emplace_back(i + 1, key);
      if (!lexicon_.begins(key)) break;
    }
    for (auto it = keys.rbegin(); it != keys.rend(); ++it) {
      PlaceMention mention{first, it->first, first, *lexicon_.find(it->second)};
      reasons_.see_preposition(it->second, mention);
      if (reasons_.accept(it->second, mention)) return mention;
    }
    return std::nullopt;
  }

  const Tokens& tokens_;
  const PlaceLexicon& lexicon_;
  PlaceMentions found_;
  PlaceReasons reasons_;
  PlaceNumbers numbers_;
};

}  // namespace

PlaceMentions find_places(const Tokens& tokens, const std::vector<size_t>& weight,
                          const PlaceLexicon& lexicon, const Territories& territories) {
  return PlaceFinder(tokens, weight, lexicon, territories).find();
}

}  // namespace filon
