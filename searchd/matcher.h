#pragma once

#include <optional>
#include <vector>

#include "searchd/facet_counts.h"
#include "searchd/plan.h"

namespace filon {

struct Tables;
struct Snapshot;

struct Hit {
  uint32_t document = 0;
  uint32_t score = 0;
  PlaceClass place = PlaceClass::None;
  std::optional<double> km;  ///< from Plan::origin, not rounded
};

struct Matches {
  uint64_t total = 0, legal_entities = 0, without_siren = 0;
  std::vector<Hit> page;  ///< the hits of the page asked, in order
  FacetCounts facets;
};

/// One pass over the image: which records answer, how many, by which values, in which order.
Matches match(const Plan& plan, const Snapshot& snapshot, const Tables& tables);

struct Coverage {
  uint64_t located = 0, with_sector = 0;
};
/// How many active records are located where the question looks, and how many of these have any
/// known sector.
Coverage coverage(const Plan& plan, const Snapshot& snapshot);

}  // namespace filon
