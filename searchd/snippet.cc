#include "searchd/snippet.h"

#include <algorithm>

#include "annuaire/json.h"
#include "annuaire/text.h"

namespace filon {
namespace {

constexpr size_t snippet_bytes = 240;

// Cuts whole words around a byte place, in well-formed UTF-8.
std::string passage(const std::string& text, size_t at) {
  if (text.size() <= snippet_bytes) return text;
  size_t begin = at > snippet_bytes / 3 ? at - snippet_bytes / 3 : 0;
  size_t end = std::min(text.size(), begin + snippet_bytes);
  if (begin > 0) begin = std::min(text.find(' ', begin), at);
  if (end < text.size()) end = std::max(text.rfind(' ', end), at);
  const auto in_character = [&](size_t i) {
    return i < text.size() && (static_cast<unsigned char>(text[i]) & 0xC0) == 0x80;
  };
  while (in_character(begin)) ++begin;
  while (in_character(end)) --end;
  return (begin > 0 ? "…" : "") + text.substr(begin, end - begin) + (end < text.size() ? "…" : "");
}

}  // namespace

std::string snippet_of(const SearchResult& result, const Json& record) {
  std::vector<std::string> texts{record["description"].text()};
  for (const Json& offer : record["offers"].items())
    texts.push_back(offer["name"].text() + " : " + offer["description"].text());
  const StringList& stems = result.snapshot->image->stems;
  for (const std::string& text : texts)
    for (const Word& word : words(text)) {
      const std::string stemmed = stem(word.text);
      for (const AskedWord& asked : result.question.words)
        if (asked.stem && stems[*asked.stem] == stemmed)
          return passage(text, byte_of_code_point(text, word.start));
    }
  return "";
}

}  // namespace filon
