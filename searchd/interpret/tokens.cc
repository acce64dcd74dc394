#include "searchd/interpret/tokens.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>

namespace filon {
namespace {

std::u32string decode(std::string_view text) {
  std::u32string decoded;
  const auto* bytes = reinterpret_cast<const uint8_t*>(text.data());
  for (int32_t i = 0; i < static_cast<int32_t>(text.size());) {
    UChar32 c = 0;
    U8_NEXT(bytes, i, static_cast<int32_t>(text.size()), c);
    decoded += c < 0 ? U'\xFFFD' : static_cast<char32_t>(c);
  }
  return decoded;
}

std::string encode(std::u32string_view text) {
  std::string encoded;
  for (const char32_t c : text) {
    uint8_t bytes[U8_MAX_LENGTH];
    int32_t size = 0;
    U8_APPEND_UNSAFE(bytes, size, static_cast<UChar32>(c));
    encoded.append(reinterpret_cast<const char*>(bytes), static_cast<size_t>(size));
  }
  return encoded;
}

// What parts clauses, as a hyphen, an apostrophe or a space does not.
bool breaks(char32_t c) {
  return std::u32string_view(U",;:.!?/()[]+|\n\r\t«»\"&=").find(c) != std::u32string_view::npos;
}

}  // namespace

bool is_number(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

Evidence Tokens::evidence(size_t first, size_t past) const {
  const size_t start = list[first].start, end = list[past - 1].end;
  return {encode(std::u32string_view(typed).substr(start, end - start)), start, end};
}

size_t Tokens::content(size_t first, size_t past) const {
  size_t count = 0;
  for (size_t i = first; i < past; ++i) count += !list[i].link;
  return count;
}

Tokens tokenise(std::string_view text, const StopWords& stop_words) {
  Tokens tokens{decode(text), {}};
  size_t before = 0;
  for (Word& word : pieces(text)) {
    Token token{word.text, stem(word.text), word.start, word.end};
    const auto gap = std::u32string_view(tokens.typed).substr(before, word.start - before);
    token.broken = std::any_of(gap.begin(), gap.end(), breaks);
    const char32_t next = word.end < tokens.typed.size() ? tokens.typed[word.end] : U' ';
    token.elided =
        word.text.size() <= 2 && (next == U'\'' || next == U'\u2019' || next == U'\u2018');
    token.link = token.elided || stop_words.is_link(word.text);
    token.capital = u_isupper(static_cast<UChar32>(tokens.typed[word.start]));
    token.number = is_number(word.text);
    before = word.end;
    tokens.list.push_back(std::move(token));
  }
  return tokens;
}

}  // namespace filon
