#pragma once

#include <string>
#include <vector>

#include "indexer/fetch.h"
#include "indexer/snapshot_store.h"

namespace filon {

/// What harvesting one source brought: its raw pages, to be stored before they are read.
struct Harvest {
  /// The source has nothing newer than the snapshot it was asked about; there are no pages.
  bool not_modified = false;
  RawSnapshot snapshot;
  size_t records = 0;  ///< distinct ones
  std::vector<std::string> warnings;
};

/// Address, date and headers of an answer, as a snapshot keeps them.
inline SnapshotInfo snapshot_info(const FetchAnswer& answer) {
  SnapshotInfo info;
  info.url = answer.url;
  info.fetched_at = utc_now();
  info.status = answer.status;
  info.content_type = answer.content_type;
  info.etag = answer.etag;
  info.last_modified = answer.last_modified;
  return info;
}

}  // namespace filon
