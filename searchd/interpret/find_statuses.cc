#include "searchd/interpret/find_statuses.h"

#include <algorithm>

namespace filon {
namespace {

// "clause d'insertion" is a need, "handicap accompagnement" a public: a longer term of the
// vocabulary that holds the words of a status says what they are about.
bool belongs_to_longer_term(const Tokens& tokens, const PhraseTable::Found& found,
                            const std::vector<Mention>& mentions) {
  const size_t own = tokens.content(found.first, found.past);
  return std::any_of(mentions.begin(), mentions.end(), [&](const Mention& mention) {
    if (!mention.tight || mention.words.size() <= own) return false;
    for (size_t i = found.first; i < found.past; ++i)
      if (!tokens[i].link &&
          std::find(mention.words.begin(), mention.words.end(), i) == mention.words.end())
        return false;
    return true;
  });
}

bool is_ruled_out(const Tokens& tokens, const KindWords& words) {
  return std::any_of(tokens.list.begin(), tokens.list.end(), [&](const Token& token) {
    return std::find(words.without.begin(), words.without.end(), token.stem) != words.without.end();
  });
}

// "j'ai besoin" is no association intermédiaire.
bool is_verb(const Tokens& tokens, const PhraseTable::Found& found) {
  if (found.past - found.first != 1 || found.first == 0 || tokens[found.first].text != "ai")
    return false;
  const std::string& before = tokens[found.first - 1].text;
  return before == "j" || before == "je";
}

}  // namespace

std::vector<PhraseTable::Found> find_statuses(const Tokens& tokens, const Lexicon& lexicon,
                                              const std::vector<Mention>& mentions) {
  std::vector<PhraseTable::Found> statuses;
  for (const PhraseTable::Found& found : lexicon.kind_phrases.find(tokens)) {
    const KindWords& words = lexicon.kinds[found.number];
    if (!words.means_nothing() && !is_verb(tokens, found) && !is_ruled_out(tokens, words) &&
        !belongs_to_longer_term(tokens, found, mentions))
      statuses.push_back(found);
  }
  return statuses;
}

void drop_parts_of_status(const Tokens& tokens, const PhraseTable::Found& found,
                          std::vector<Mention>& mentions) {
  const size_t own = tokens.content(found.first, found.past);
  const auto is_part = [&](const Mention& mention) {
    const size_t words = mention.words.size();
    if (words >= own || (words > 1 && words + 1 == own)) return false;
    return std::all_of(mention.words.begin(), mention.words.end(),
                       [&](uint32_t word) { return word >= found.first && word < found.past; });
  };
  mentions.erase(std::remove_if(mentions.begin(), mentions.end(), is_part), mentions.end());
}

}  // namespace filon
