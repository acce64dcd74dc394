#pragma once

#include "searchd/pages/page_data.h"
#include "searchd/pages/page_state.h"
#include "searchd/searcher.h"

namespace filon {

/// What was understood of the text, shown back: readings as chips that `ignore` switches off,
/// corrections, words of several meanings with a link for each, and what was widened.
void add_readings(PageData& data, const SearchResult& result, const PageState& state,
                  const Tables& tables);

}  // namespace filon
