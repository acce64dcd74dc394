#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "annuaire/schema.h"

namespace filon {

/// One value of a facet. Its texts are those of the generation and the tables, or of FacetAnswers.
struct FacetValue {
  std::string_view value, name;
  uint64_t count = 0;
  bool selected = false;
  std::string_view json = {};  ///< value and name as an object (FacetTexts), or not made yet
};

/// The values of each facet, by count, then value.
struct FacetAnswers {
  FacetAnswers() = default;
  FacetAnswers(FacetAnswers&&) = default;
  FacetAnswers& operator=(FacetAnswers&&) = default;

  std::array<std::vector<FacetValue>, facet_count> of_facet;
  std::deque<std::string> texts;  ///< of values that no record has

  const std::vector<FacetValue>& of(Facet facet) const {
    return of_facet[static_cast<size_t>(facet)];
  }
};

}  // namespace filon
