#pragma once

#include <memory>
#include <vector>

#include "annuaire/structure.h"
#include "searchd/snapshot.h"
#include "searchd/tables.h"

namespace filon {

/// What judged queries are answered from.
struct World {
  std::vector<Structure> records;
  std::shared_ptr<const Snapshot> snapshot;
};

/// An invented supply, read from the neutral format as any list is: every sector in the largest
/// town of each département and in some smaller ones, one structure each, of changing status.
Result<World> invented_world(const Tables& tables);

}  // namespace filon
