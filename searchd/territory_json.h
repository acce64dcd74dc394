#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "searchd/snapshot.h"
#include "searchd/tables.h"

namespace filon {

/// Places for what someone types: {"territories": [...]}.
std::string places_json(std::string_view q, size_t limit, const Tables& tables);

/// One place with its parents, and what is located there by sector and status.
std::string place_json(PlaceId place, std::shared_ptr<const Snapshot> snapshot,
                       const Tables& tables);

}  // namespace filon
