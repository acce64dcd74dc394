#pragma once

#include <string_view>

namespace filon {

/// The text without the spaces and tabs around it, which are all that HTTP counts as blank there.
inline std::string_view trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

}  // namespace filon
