#pragma once

#include "searchd/pages/outlines.h"
#include "searchd/pages/page_data.h"
#include "searchd/pages/page_state.h"
#include "searchd/searcher.h"

namespace filon {

/// The map that works without scripts: each département with its count, shade and link, those
/// without an outline (overseas) apart, and the same as rows of a table, most first.
PageData departements_data(const SearchResult& result, const PageState& state,
                           const Outlines& outlines, const Tables& tables);

}  // namespace filon
