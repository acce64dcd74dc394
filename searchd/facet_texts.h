#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "annuaire/image.h"
#include "searchd/facet_value.h"

namespace filon {

struct Tables;

FacetText facet_text(std::string value, std::string name);

/// The values of a generation's facets, numbered in their order, and their texts: made once, when
/// it is opened, as an answer of all facets names some hundreds.
class FacetTexts {
 public:
  FacetTexts() = default;
  FacetTexts(const Image& image, const Tables& tables);

  const FacetText& of(Facet facet, uint32_t number) const { return texts_of(facet)[number]; }
  /// The number of what is counted: a value of a column has its own, groups of sectors, which have
  /// no column, are counted by their place in the tables.
  uint32_t number_of(Facet facet, size_t counter) const {
    return facet == Facet::SectorGroup ? number_of_group_[counter] : static_cast<uint32_t>(counter);
  }
  /// The number of a value; none where the generation has it not. Groups of sectors are all there.
  std::optional<uint32_t> find(Facet facet, std::string_view value) const;

 private:
  const std::vector<FacetText>& texts_of(Facet facet) const {
    return texts_[static_cast<size_t>(facet)];
  }

  std::array<std::vector<FacetText>, facet_count> texts_;
  std::vector<uint32_t> number_of_group_;
};

}  // namespace filon
