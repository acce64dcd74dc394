#pragma once

#include <cstdint>

#include "tests/bench/open_bench.h"

namespace filon {

/// One number for all counts of the five facets an engine answered: the sum of weight × count²,
/// weights 1, 3, 5, 7, 11 for sector, label, kind, departement and region, as other engines'
/// drivers write it. They keep a facet's own filter where Filon leaves it out, so those facets are
/// counted here by a plain loop over all records that answer. Slow; not to be timed.
uint64_t facet_checksum(const Bench& bench, const SearchRequest& request,
                        const SearchResult& answer);

}  // namespace filon
