#pragma once

#include <vector>

#include "annuaire/result.h"
#include "indexer/harvest_list.h"
#include "indexer/report.h"
#include "indexer/settings.h"

namespace filon {

/// Harvests every source of the settings into the store, says in the report what became of each,
/// remembers them as what the next build reads, and prunes older snapshots. The first error of a
/// source is the error of all, but the others are harvested first: one source's failure must not
/// cost the rest their snapshot.
Result<std::vector<HarvestedSource>> harvest_sources(const RunSettings& settings, Report& report);

}  // namespace filon
