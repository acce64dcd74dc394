#pragma once

#include "searchd/pages/page_data.h"
#include "searchd/pages/page_state.h"
#include "searchd/searcher.h"

namespace filon {

/// One row a structure: number, name, status, place, distance, SIRET, contact, reasons.
PageData sheet_rows_data(const SearchResult& result, const Tables& tables);

/// What makes a sourcing traceable: the question, its filters, the day, the data's day, the seed
/// and the address that replays it.
void add_sheet_head(PageData& data, const SearchResult& result, const PageState& state,
                    const Tables& tables);

}  // namespace filon
