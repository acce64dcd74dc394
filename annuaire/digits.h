#pragma once

#include <algorithm>
#include <string_view>

namespace filon {

/// Whether the byte is one of 0 to 9, whatever the locale.
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Whether the text is digits and nothing else, one at least.
constexpr bool is_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

}  // namespace filon
