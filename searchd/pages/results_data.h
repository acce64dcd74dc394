#pragma once

#include "searchd/pages/outlines.h"
#include "searchd/pages/page_data.h"
#include "searchd/pages/page_state.h"
#include "searchd/searcher.h"

namespace filon {

/// What results.mustache shows.
PageData results_data(const SearchResult& result, const PageState& state, const Outlines& outlines,
                      const Tables& tables);

/// The hits alone, for results, the frame and the printed sheet. One that cannot be read back is
/// left out.
PageData hits_data(const SearchResult& result, const PageState& state, const Tables& tables);

/// Links to the page before and after, and the numbers around.
void add_paging(PageData& data, const SearchResult& result, const PageState& state,
                const Tables& tables);

}  // namespace filon
