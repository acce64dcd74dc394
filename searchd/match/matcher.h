#pragma once

#include <vector>

#include "searchd/match/coverage.h"
#include "searchd/match/facet_counts.h"
#include "searchd/match/hit.h"
#include "searchd/match/plan.h"

namespace filon {

struct Tables;
struct Snapshot;

struct Matches {
  uint64_t total = 0, legal_entities = 0, without_siren = 0;
  std::vector<Hit> page;  ///< the hits of the page asked, in order
  FacetCounts facets;
};

/// One pass over the image: which records answer, how many, by which values, in which order.
Matches match(const Plan& plan, const Snapshot& snapshot, const Tables& tables);

/// The coverage of the places a question asks; of the whole country without any.
Coverage coverage(const Plan& plan, const Snapshot& snapshot);

}  // namespace filon
