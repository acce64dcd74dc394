#pragma once

#include <span>
#include <string>
#include <vector>

#include "indexer/matching/clusters.h"
#include "indexer/matching/row_heads.h"
#include "indexer/merge.h"

namespace filon {

/// Which rows are one site, and why.
struct RowGroups {
  explicit RowGroups(size_t rows) : clusters(rows), links(rows) {}
  Clusters clusters;
  std::vector<std::vector<RowLink>> links;  ///< by the later row of the pair that was joined
  std::vector<RowLink> suspected;
  std::vector<std::string> notes;
};

/// Rows in the order of merge(), and their heads.
RowGroups group_rows(const PackedRecords& rows, std::span<const RowHead> heads,
                     const MergeSettings& settings);

}  // namespace filon
