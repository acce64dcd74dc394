#include "searchd/interpret/phrases.h"

#include <optional>

namespace filon {

void PhraseTable::add(std::string_view phrase, uint32_t number, const StopWords& stop_words) {
  std::string key;
  for (const Word& word : filon::words(phrase)) {
    if (stop_words.is_link(word.text)) continue;
    if (!key.empty()) beginnings_.insert(key), key += ' ';
    key += stem(word.text);
    stems_.insert(stem(word.text));
    words_.insert(word.text);
  }
  if (!key.empty()) numbers_.emplace(std::move(key), number);
}

std::vector<PhraseTable::Found> PhraseTable::find(const Tokens& tokens) const {
  std::vector<Found> found;
  for (size_t first = 0; first < tokens.size();) {
    std::optional<Found> longest;
    std::string key;
    for (size_t i = first; i < tokens.size(); ++i) {
      if (tokens[i].link && i > first) continue;
      if (tokens[i].link) break;
      if (!key.empty()) key += ' ';
      key += tokens[i].stem;
      if (const auto number = numbers_.find(key); number != numbers_.end())
        longest = Found{first, i + 1, number->second};
      if (!beginnings_.count(key)) break;
    }
    if (longest) found.push_back(*longest);
    first = longest ? longest->past : first + 1;
  }
  return found;
}

}  // namespace filon
