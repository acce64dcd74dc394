#pragma once

#include <optional>
#include <span>

#include "annuaire/manifest.h"
#include "indexer/record_counts.h"
#include "indexer/report.h"

namespace filon {

/// Refused when more than `max_percent` of all records, or of those of one source, would be lost
/// against the generation that is served: more likely a fault of the source than the world's.
Status check_loss(const Manifest& served, const RecordCounts& now, double max_percent);

/// Refused when most rows of a source are rejected: its format has changed, not its structures.
/// A handful of bad rows never stops a run.
Status check_rejects(std::span<const SourceReport> sources);

}  // namespace filon
