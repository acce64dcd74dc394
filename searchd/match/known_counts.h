#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "annuaire/schema.h"

namespace filon {

struct Plan;

/// Counts of records by value, of each facet.
using CountsOfFacets = std::array<std::vector<uint32_t>, facet_count>;

/// Counts of a question that need no pass, as they are those of one frequent word, or of no word,
/// without any filter: the same for every page and seed, and for the facet of its only filter.
struct KnownCounts {
  std::array<bool, facet_count> facets{};  ///< which are known
  std::shared_ptr<const CountsOfFacets> counts;

  bool has(Facet facet) const { return facets[static_cast<size_t>(facet)]; }
};

/// The facets a plan wants counted for which such counts are enough.
std::array<bool, facet_count> facets_without_filters(const Plan& plan);
/// The plan of the word alone, all facets counted and no record wanted.
Plan plan_without_filters(const Plan& plan);
/// What names such counts among those of a generation.
uint64_t known_counts_key(const Plan& plan);

}  // namespace filon
