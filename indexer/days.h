#pragma once

#include <cstdint>
#include <string_view>

#include "indexer/utc.h"

namespace filon {

/// Seconds since 1970 of an ISO instant; 0 where unknown.
inline uint32_t seconds_of(std::string_view instant) {
  const auto time = parse_utc(instant);
  return time ? static_cast<uint32_t>(time->time_since_epoch().count()) : 0;
}

/// "2027-03-31" as 20270331, which compares as days do; 0 for anything that is no ISO day.
inline uint32_t day_number(std::string_view iso_day) {
  if (iso_day.size() < 10 || iso_day[4] != '-' || iso_day[7] != '-') return 0;
  uint32_t number = 0;
  for (const size_t i : {0u, 1u, 2u, 3u, 5u, 6u, 8u, 9u}) {
    if (iso_day[i] < '0' || iso_day[i] > '9') return 0;
    number = number * 10 + static_cast<uint32_t>(iso_day[i] - '0');
  }
  return number;
}

}  // namespace filon
