#include "searchd/interpret/correct_spelling.h"

#include <algorithm>
#include <array>

namespace filon {
namespace {

class Corrector {
 public:
  Corrector(const Tokens& tokens, const Lexicon& lexicon, const IndexWords* index_words)
      : tokens_(tokens), lexicon_(lexicon), index_words_(index_words) {}

  // The word meant at a token, or "" where it stays.
  std::string correct(size_t i) const {
    static const Speller::MoreWords none;
    if (is_known(tokens_[i]) || is_part_of_known(i)) return "";
    return lexicon_.speller.correct(tokens_[i].text, least_place_weight(i),
                                    index_words_ ? index_words_->all : none);
  }

 private:
  bool is_known(const Token& token) const {
    const std::string& word = token.text;
    return token.link || token.elided || lexicon_.stop_words.is_request(word) ||
           lexicon_.vocabulary.knows(word) || lexicon_.speller.knows(word) ||
           lexicon_.french.has(word) || lexicon_.kind_phrases.holds_stem(token.stem) ||
           lexicon_.label_phrases.holds_stem(token.stem) ||
           (index_words_ && index_words_->has(word));
  }

  // Two words typed apart that are one ("plate forme") are no typing errors.
  bool is_part_of_known(size_t i) const {
    const auto joined = [&](size_t a, size_t b) {
      return lexicon_.vocabulary.knows(tokens_[a].text + tokens_[b].text);
    };
    return (i > 0 && joined(i - 1, i)) || (i + 1 < tokens_.size() && joined(i, i + 1));
  }

  bool is_place_preposition(size_t i) const {
    const std::string& word = tokens_[i].text;
    return word == "a" || word == "sur" || word == "vers";
  }

  // How large a place a mistyped word may be: where nothing says that a place stands there, words
  // no table knows are only words ("parcelles" is not Sarcelles).
  int least_place_weight(size_t i) const {
    static constexpr std::array<std::string_view, 10> nouns = {
        "ville", "commune",   "autour", "pres",   "environs",
        "cote",  "alentours", "agglo",  "proche", "saint"};
    size_t before = i;
    while (before > 0 && tokens_[before - 1].link && !is_place_preposition(before - 1)) --before;
    const bool named = before > 0 && (is_place_preposition(before - 1) ||
                                      std::find(nouns.begin(), nouns.end(),
                                                tokens_[before - 1].text) != nouns.end());
    const bool last = i + 1 == tokens_.size() || tokens_[i + 1].broken || tokens_[i + 1].number;
    if (named || last) return weight_of_small_place;
    if (names_place(i + 1) || (i > 0 && names_place(i - 1))) return weight_of_middling_place;
    return i == 0 ? weight_of_large_place : weight_of_no_place;
  }

  // A word of names of places and of nothing else, or the "sur", "le" before such a word.
  bool names_place(size_t i) const {
    while (i + 1 < tokens_.size() && tokens_[i].link) ++i;
    const std::string& word = tokens_[i].text;
    return lexicon_.places.name_words().count(word) > 0 && !lexicon_.vocabulary.knows(word) &&
           !lexicon_.places.is_word(word) && !tokens_[i].link;
  }

  const Tokens& tokens_;
  const Lexicon& lexicon_;
  const IndexWords* index_words_;
};

}  // namespace

std::vector<Correction> correct_spelling(Tokens& tokens, const std::vector<bool>& taken,
                                         const Lexicon& lexicon, const IndexWords* index_words) {
  const Corrector corrector(tokens, lexicon, index_words);
  std::vector<Correction> corrections;
  for (size_t i = 0; i < tokens.size(); ++i) {
    std::string corrected = taken[i] ? "" : corrector.correct(i);
    Token& token = tokens.list[i];
    if (corrected.empty() || stem(corrected) == token.stem) continue;
    corrections.push_back({token.text, corrected});
    token.text = std::move(corrected);
    token.stem = stem(token.text);
  }
  return corrections;
}

}  // namespace filon
