#pragma once

#include <cstdint>
#include <functional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "indexer/matching/decisions.h"
#include "indexer/packed_records.h"
#include "indexer/references.h"

namespace filon {

/// Adds to a record what follows from all of it (see complete(), below): on several threads at
/// once, and the same when it is called again.
using Complete = std::function<void(Structure&)>;

/// What merging is told, beside the rows.
struct MergeSettings {
  /// Whose scalar fields win, first to last; sources not named come after, by name.
  std::vector<std::string> source_order;
  std::vector<Decision> decisions;
  /// Domains of hosts, mail services and national networks: sharing one proves nothing.
  std::set<std::string> shared_domains;
  /// What is told of each record once its rows are one.
  Complete complete = [](Structure&) {};
};

struct Merged {
  PackedRecords records;                ///< in an order of their own, without ids yet
  std::vector<uint32_t> record_of_row;  ///< by place of the row among those given
  size_t merged = 0;                    ///< rows that went into another's record
  std::vector<RowLink> suspected;       ///< pairs that may be one site and stay two, likest first
  std::vector<std::string> notes;       ///< decisions that could not be followed, and why
};

/// One site is one record (contract §2): rows of one source with one id are one; rows with one
/// SIRET are one when post code or folded name also agrees, through others too; else they stay
/// apart, each with a doubt that names the other. Rows of different sources of which one has no
/// SIRET are one when name, place, phone, web site or mail domain say so (matching/likeness.h)
/// and no third row is nearly as likely. Hand decisions come before all but the source's own id.
/// The order of the rows makes no difference.
Merged merge(PackedRecords rows, const MergeSettings& settings);

/// What can only be told of a merged record, and again when its labels change: a kind when no row
/// gave one, and the rights its kinds and labels open on `today` (ISO day).
void complete(Structure& structure, const References& references, std::string_view today);

}  // namespace filon
