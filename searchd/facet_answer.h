#pragma once

#include <array>
#include <vector>

#include "searchd/searcher.h"

namespace filon {

inline constexpr size_t max_facet_values = 200;

/// Counts with their values and names: by count, then value; zeros left out unless selected; at
/// most 200, the selected ones always among them.
FacetAnswers answer_facets(const FacetCounts& counts, const SearchRequest& request,
                           const Snapshot& snapshot, const Tables& tables);

/// The French name of a facet's value by the tables alone; the value itself where they know none.
std::string value_name(Facet facet, const std::string& value, const Tables& tables);

}  // namespace filon
