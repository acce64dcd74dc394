#pragma once

#include <string>
#include <vector>

#include "indexer/packed_records.h"

namespace filon {

/// A row that a record was made of.
struct RecordRow {
  std::string source, id;
};

/// What of a record says which it is and whether it changed: at hand for each, while they are
/// packed.
struct RecordFacts {
  std::string siret;
  std::string hash;  ///< see content_hash()
  std::vector<RecordRow> rows;
  bool active = true;

  std::vector<std::string> sources() const;  ///< of its rows, each as often as it comes
};

std::vector<RecordFacts> facts_of(const PackedRecords& records);

}  // namespace filon
