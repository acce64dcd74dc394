#pragma once

#include <string>
#include <vector>

#include "indexer/packed_records.h"

namespace filon {

/// What of a record says which it is and whether it changed: at hand for each, while they are
/// packed.
struct RecordFacts {
  std::string siret;
  std::string hash;                ///< see content_hash()
  std::vector<SourceRef> sources;  ///< name and id of each
  bool active = true;
};

std::vector<RecordFacts> facts_of(const PackedRecords& records);

}  // namespace filon
