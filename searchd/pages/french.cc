#include "searchd/pages/french.h"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <cstdio>

namespace filon {

std::string french_day(const std::string& iso) {
  static constexpr std::array<std::string_view, 12> months = {
      "janvier", "février", "mars",      "avril",   "mai",      "juin",
      "juillet", "août",    "septembre", "octobre", "novembre", "décembre"};
  int year = 0, month = 0, day = 0;
  if (std::sscanf(iso.c_str(), "%4d-%2d-%2d", &year, &month, &day) != 3 || month < 1 || month > 12)
    return "";
  return fmt::format("{} {} {}", day == 1 ? "1er" : std::to_string(day),
                     months[static_cast<size_t>(month - 1)], year);
}

std::string french_number(uint64_t number) {
  const std::string digits = std::to_string(number);
  std::string text;
  for (size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) text += "\u202f";
    text += digits[i];
  }
  return text;
}

std::string counted(uint64_t number, std::string_view one, std::string_view many) {
  return fmt::format("{}\u00a0{}", french_number(number), number < 2 ? one : many);
}

std::string french_distance(double km) {
  if (km < 1) return "à moins de 1\u00a0km";
  return fmt::format("à {:.0f}\u00a0km", km);
}

}  // namespace filon
