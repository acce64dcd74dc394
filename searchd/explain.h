#pragma once

#include "searchd/match/plan.h"
#include "searchd/searcher.h"

namespace filon {

/// Fills in why a record is in the answer, and the passage of its texts where a word stands.
void explain(const SearchResult& result, const Plan& plan, const Tables& tables,
             FoundStructure& found);

}  // namespace filon
