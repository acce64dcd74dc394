#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace filon {

/// "23 novembre 2026" of an ISO instant or day; "" for an empty one.
std::string french_day(const std::string& iso);

/// "12 345": thousands parted by narrow no-break spaces.
std::string french_number(uint64_t number);

/// "1 structure", "0 structure", "2 structures": French counts from two.
std::string counted(uint64_t number, std::string_view one, std::string_view many);

/// "à 3 km", "à moins de 1 km".
std::string french_distance(double km);

}  // namespace filon
