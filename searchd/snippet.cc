#include "searchd/snippet.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "annuaire/json.h"
#include "annuaire/text.h"
#include "annuaire/visit_words.h"

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

/// The stems asked for.
class AskedStems {
 public:
  explicit AskedStems(const SearchResult& result) {
    for (const AskedWord& asked : result.question.words)
      if (asked.stem) stems_.push_back(result.snapshot->image->stems[*asked.stem]);
  }

  bool hold(std::string_view word) const {
    return std::any_of(stems_.begin(), stems_.end(), [&](std::string_view asked) {
      return beginning(asked) == beginning(word) && asked == stem(word);
    });
  }

 private:
  // A stem keeps the first letters of its word (stem.cc): most words are told apart by these alone.
  static std::string_view beginning(std::string_view word) { return word.substr(0, 3); }

  std::vector<std::string_view> stems_;
};

/// Where the first word asked for begins, in code points.
std::optional<size_t> first_asked(std::string_view text, const AskedStems& asked) {
  std::optional<size_t> found;
  visit_words(text, [&](std::string_view word, size_t start) {
    if (asked.hold(word)) found = start;
    return !found;
  });
  return found;
}

}  // namespace

std::string snippet_of(const SearchResult& result, const Json& record) {
  const AskedStems asked(result);
  const auto passage_of = [&](const std::string& text) {
    const auto at = first_asked(text, asked);
    return at ? passage(text, byte_of_code_point(text, *at)) : std::string();
  };
  if (std::string found = passage_of(record["description"].text()); !found.empty()) return found;
  for (const Json& offer : record["offers"].items()) {
    std::string found = passage_of(offer["name"].text() + " : " + offer["description"].text());
    if (!found.empty()) return found;
  }
  return "";
}

}  // namespace filon
