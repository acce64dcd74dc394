#pragma once

#include <string>
#include <vector>

#include "indexer/packed_records.h"

namespace filon {

/// What of a row settles its place among the others and its groups: at hand for each, while rows
/// are packed.
struct RowHead {
  std::string source, id;  ///< of the row's own source
  std::string siret, post_code;
  /// "lemarche:2980", or, of a row without an id, its SIRET in that place.
  std::string key() const;
};

std::vector<RowHead> heads_of(const PackedRecords& rows);

}  // namespace filon
