#pragma once

#include <vector>

#include "indexer/harvest_list.h"
#include "indexer/references.h"
#include "indexer/report.h"
#include "indexer/settings.h"

namespace filon {

/// Takes into the tables what the snapshots of Le Marché say of its taxonomies: sectors created
/// since our table was made. What is new is told in the report.
Status learn_taxonomies(const std::vector<HarvestedSource>& harvested, const RunSettings& settings,
                        References& references, Report& report);

}  // namespace filon
