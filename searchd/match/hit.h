#pragma once

#include <cstdint>
#include <optional>

#include "searchd/match/ranking.h"

namespace filon {

/// One record of an answer.
struct Hit {
  uint32_t document = 0;
  uint32_t score = 0;
  PlaceClass place = PlaceClass::None;
  std::optional<double> km;  ///< from Plan::origin, not rounded
};

}  // namespace filon
