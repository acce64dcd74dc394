#pragma once

#include <map>
#include <random>
#include <span>
#include <string>
#include <vector>

#include "indexer/source_record.h"

namespace filon {

/// A list like Carteco's, made of another source's rows: the same structures as other people write
/// them down, and rows that look like them and are not.
struct TwinList {
  std::vector<SourceRecord> rows;
  std::vector<std::string> origin;  ///< of each row: the id it is a twin of, "" for none
};

/// `points`: by SIRET, where known. The same list for the same seed on every machine.
TwinList make_twins(std::span<const SourceRecord> originals, uint32_t seed,
                    const std::map<std::string, Point>& points);

}  // namespace filon
