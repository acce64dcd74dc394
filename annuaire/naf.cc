#include "annuaire/naf.h"

#include <algorithm>

#include "annuaire/digits.h"

namespace filon {

std::string naf_code(std::string_view text) {
  std::string code;
  for (const char c : text)
    if (c != ' ' && c != '.') code += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  if (code.size() != 5 || !std::all_of(code.begin(), code.begin() + 4, is_digit) || code[4] < 'A' ||
      code[4] > 'Z')
    return {};
  return code.insert(2, ".");
}

}  // namespace filon
