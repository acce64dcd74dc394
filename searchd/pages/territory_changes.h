#pragma once

#include "searchd/pages/page_data.h"
#include "searchd/supply/changes.h"

namespace filon {

/// Sets what became of a place's supply since the day `since` (ISO; "" while none is chosen), and
/// the days that can be chosen. Nothing where fewer than two days are kept.
void set_changes(PageData& values, PlaceId place, const std::string& since,
                 std::vector<KeptSummary> kept, const Tables& tables);

}  // namespace filon
