#pragma once

#include <string>
#include <vector>

#include "annuaire/structure.h"
#include "indexer/state.h"
#include "indexer/utc.h"

namespace filon {

struct Identified {
  std::vector<Structure> records;  ///< with id and first_seen, sorted by id
  StateChanges changes;            ///< to be stored once the generation is in place
  size_t added = 0, changed = 0, removed = 0;
};

/// Gives each record the id it had: that of any of its source keys ("lemarche:2980", "siret:…").
/// When several are known the older wins and the others become aliases of it. A new record takes
/// its SIRET, else, or when that is shared or taken, `source-id` (contract §4.1).
/// Counts are against what was known: a record is changed when its content is, dates apart.
Identified identify(std::vector<Structure> records, const KnownStructures& known, UtcTime now);

/// What tells whether a record changed: its JSON without first_seen and the dates of its sources.
std::string content_hash(const Structure& structure);

}  // namespace filon
