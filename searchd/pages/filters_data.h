#pragma once

#include "searchd/pages/page_data.h"
#include "searchd/pages/page_state.h"
#include "searchd/searcher.h"

namespace filon {

/// The filter form: one group per facet with live counts, the place, the order, and hidden fields
/// for what the form does not show but must not lose.
void add_filters(PageData& data, const SearchResult& result, const PageState& state,
                 const Tables& tables);

/// The filters in force as chips, each with the link that takes it away.
PageData active_filters(const SearchResult& result, const PageState& state, const Tables& tables);

}  // namespace filon
