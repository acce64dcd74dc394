#pragma once

#include <string>
#include <vector>

#include "searchd/snapshot.h"
#include "searchd/tables.h"

namespace filon {

/// A list of values a parameter takes, with how many active records have each.
struct ReferenceRoute {
  std::string path;  ///< "/api/v1/kinds"
  std::string (*write)(const Snapshot&, const Tables&);
};

/// sectors, labels, kinds, networks, criteria, sources (contract §4.2), prestations.
const std::vector<ReferenceRoute>& reference_routes();

}  // namespace filon
