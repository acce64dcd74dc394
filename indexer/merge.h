#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "annuaire/structure.h"
#include "indexer/references.h"

namespace filon {

struct Merged {
  std::vector<Structure> records;       ///< in an order of their own, without ids yet
  std::vector<uint32_t> record_of_row;  ///< by place of the row among those given
  size_t merged = 0;                    ///< rows that went into another's record
};

/// One site is one record (contract §2): rows of one source with one id are one; rows with one
/// SIRET are one when post code or folded name also agrees, through others too; else they stay
/// apart, each with a doubt that names the other. The order of the rows makes no difference.
/// `source_order`: whose scalar fields win, first to last; sources not named come after, by name.
Merged merge(std::vector<Structure> rows, std::span<const std::string> source_order);

/// What can only be told of a merged record: a kind when no row gave one, and the rights its kinds
/// and labels open on `today` (ISO day).
void complete(Structure& structure, const References& references, std::string_view today);

}  // namespace filon
