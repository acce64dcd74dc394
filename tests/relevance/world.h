#pragma once

#include <memory>

#include "searchd/snapshot.h"
#include "searchd/tables.h"

namespace filon {

/// An invented supply, read from the neutral format as any list is: every sector in each of ten
/// towns, one structure each, of changing status. What judged queries are answered from.
std::shared_ptr<const Snapshot> invented_world(const Tables& tables);

}  // namespace filon
