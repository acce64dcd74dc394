#pragma once

#include <algorithm>
#include <initializer_list>
#include <span>
#include <string_view>

namespace filon {

/// Whether the word is one of the list, letter by letter.
constexpr bool is_one_of(std::string_view word, std::span<const std::string_view> list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}
constexpr bool is_one_of(std::string_view word, std::initializer_list<std::string_view> list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

}  // namespace filon
