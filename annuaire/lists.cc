#include "annuaire/lists.h"

namespace filon {

std::optional<uint32_t> StringList::find(std::string_view text) const {
  size_t low = 0, high = size();
  while (low < high) {
    const size_t middle = (low + high) / 2;
    if ((*this)[middle] < text)
      low = middle + 1;
    else
      high = middle;
  }
  if (low == size() || (*this)[low] != text) return std::nullopt;
  return static_cast<uint32_t>(low);
}

void want(const StringList& values, std::string_view text, std::vector<uint8_t>& wanted) {
  if (const auto index = values.find(text)) wanted[*index] = 1;
}

}  // namespace filon
