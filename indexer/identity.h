#pragma once

#include <span>
#include <string>
#include <utility>
#include <vector>

#include "annuaire/old_id.h"
#include "indexer/packed_records.h"
#include "indexer/record_counts.h"
#include "indexer/state.h"
#include "indexer/utc.h"

namespace filon {

/// A record of the removal list: its place among those given, and the id it had or would have.
struct LeftOut {
  size_t place = 0;
  std::string id;
};

struct Identified {
  PackedRecords records;  ///< in the order given, with id and dates
  std::vector<LeftOut> left_out;
  std::vector<std::pair<std::string, OldId>> old_ids;  ///< sorted: ids that no record bears now
  StateChanges changes;                                ///< to be stored with the generation
  size_t added = 0, changed = 0, removed = 0;
  RecordCounts counts;  ///< of `records`
};

/// Gives each record the id it had: that of any of its source keys ("lemarche:2980", "siret:…").
/// When several are known the older wins and the others become aliases of it; when records that
/// were one are two again, each takes back the id of its own form. A new record takes its SIRET,
/// else, or when that is shared or taken, `source-id` (contract §4.1).
/// `removal_list`: SIRETs and ids of structures that asked not to be listed. Their records are left
/// out, but their ids stay known, so that they are left out again whatever source has them next.
/// Counts are against what was known: a record is changed when its content is, dates apart.
Identified identify(PackedRecords records, const KnownStructures& known, UtcTime now,
                    std::span<const std::string> removal_list = {});

}  // namespace filon
