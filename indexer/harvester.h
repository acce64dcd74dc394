#pragma once

#include <string>
#include <vector>

#include "annuaire/result.h"
#include "indexer/harvest_list.h"
#include "indexer/settings.h"
#include "indexer/snapshot_store.h"

namespace filon {

struct HarvestOutcome {
  HarvestedSource source;
  std::vector<std::string> warnings;
};

/// Fetches one source (or takes its file), makes sure that its reader understands it, and keeps it
/// as a snapshot. When that fails, the last snapshot serves if it is young enough; else the error
/// is ErrorCode::Fetch, or Disk when the store could not be written.
Result<HarvestOutcome> harvest_source(const SourceChoice& choice, const RunSettings& settings,
                                      const SnapshotStore& store, const Fetch& fetch);

/// What a source answers, read by nobody yet and not kept.
Result<RawSnapshot> fetch_source(const SourceChoice& choice, const RunSettings& settings,
                                 const Fetch& fetch);

/// Whether the text of a --source is an address, not a file.
bool is_address(const std::string& target);

/// What origins in reports call the page of a snapshot: the file's name, or "page 2".
std::string page_name(const std::string& url, size_t page);

}  // namespace filon
