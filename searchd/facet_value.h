#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "annuaire/schema.h"

namespace filon {

/// What is said of a value of a facet whatever is asked.
struct FacetText {
  std::string value;
  std::string name;  ///< in French
  std::string json;  ///< an object of both
};

/// One value of a facet. Its text is one of the generation, or of FacetAnswers.
struct FacetValue {
  const FacetText* text = nullptr;  ///< never null in an answer
  uint32_t count = 0;
  bool selected = false;

  std::string_view value() const { return text->value; }
  std::string_view name() const { return text->name; }
};

/// The values of each facet, by count, then value.
struct FacetAnswers {
  FacetAnswers() = default;
  FacetAnswers(FacetAnswers&&) = default;
  FacetAnswers& operator=(FacetAnswers&&) = default;

  std::array<std::vector<FacetValue>, facet_count> of_facet;
  std::deque<FacetText> texts;  ///< of values that no record has

  const std::vector<FacetValue>& of(Facet facet) const {
    return of_facet[static_cast<size_t>(facet)];
  }
};

}  // namespace filon
