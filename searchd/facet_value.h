#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "annuaire/schema.h"

namespace filon {

struct FacetValue {
  std::string value, name;
  uint64_t count = 0;
  bool selected = false;
  std::string_view json = {};  ///< value and name as an object (FacetTexts), or not made yet
};

/// The values of each facet, by count, then value.
using FacetAnswers = std::array<std::vector<FacetValue>, facet_count>;

}  // namespace filon
