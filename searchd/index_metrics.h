#pragma once

#include <string>

#include "searchd/snapshot.h"

namespace filon {

/// Seconds since 1970 of "2026-11-24T08:10:15Z"; 0 of anything else.
long long instant(const std::string& iso);

/// What is served, of when, and of when each of its sources is. `refused`: `current` leads to a
/// generation that could not be served.
std::string index_metrics(const Snapshot& snapshot, bool refused);

}  // namespace filon
