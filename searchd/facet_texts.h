#pragma once

#include <array>
#include <string>
#include <vector>

#include "annuaire/image.h"

namespace filon {

struct Tables;

/// What is said of each value of a generation's facets whatever is asked: made once, when it is
/// opened, as an answer of all facets names some hundreds.
struct FacetTexts {
  struct Text {
    std::string name;  ///< in French
    std::string json;  ///< an object of value and name
  };
  /// By facet, then value of its column; none of groups of sectors, which have no column.
  std::array<std::vector<Text>, facet_count> texts;

  const Text& of(Facet facet, uint32_t value) const {
    return texts[static_cast<size_t>(facet)][value];
  }
};

FacetTexts facet_texts(const Image& image, const Tables& tables);

}  // namespace filon
