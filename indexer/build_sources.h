#pragma once

#include <map>
#include <string>
#include <vector>

#include "annuaire/result.h"
#include "indexer/harvest_list.h"
#include "indexer/snapshot_store.h"

namespace filon {

/// What a build reads: the sources of the last harvest, but for those in `chosen` (source → id of a
/// snapshot), which are read as they were then, and added where the last harvest had none of that
/// name. An older snapshot than the last is stale. ErrorCode::NotFound says which ids there are.
Result<std::vector<HarvestedSource>> sources_to_build(
    const std::filesystem::path& store, const std::map<std::string, std::string>& chosen);

}  // namespace filon
