#pragma once

#include <span>
#include <string>
#include <vector>

#include "annuaire/structure.h"
#include "indexer/matching/clusters.h"
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

/// Rows in the order of merge().
RowGroups group_rows(std::span<const Structure> rows, const MergeSettings& settings);

/// "lemarche:2980", or, of a row without an id, its SIRET in that place.
std::string source_key(const Structure& row);

}  // namespace filon
