#pragma once

#include "indexer/report.h"
#include "indexer/settings.h"

namespace filon {

// Pages in, index out. Each gives its report, with `error` set when it failed; the index that is
// served changes in the last step only.

/// Fetches the sources and keeps what they sent; reads nothing.
Report harvest(const RunSettings& settings);
/// Makes an index of what the last harvest left in the store.
Report build(const RunSettings& settings);
/// Both, under one lock.
Report run(const RunSettings& settings);

}  // namespace filon
