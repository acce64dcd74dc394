#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "searchd/snapshot.h"
#include "searchd/tables.h"

namespace filon {

/// Whether it is the slug of a sector or group; the index may know sectors that were created since
/// our table was made.
bool is_sector_value(const std::string& slug, const Tables& tables, const Snapshot& snapshot);

/// Slugs to suggest one of in place of what is none.
std::vector<std::string> sector_values(const Tables& tables);

}  // namespace filon
