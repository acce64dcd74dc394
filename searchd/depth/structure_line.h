#pragma once

#include <string_view>

#include "annuaire/json_writer.h"
#include "annuaire/result.h"
#include "searchd/match/ranking.h"

namespace filon {

struct Snapshot;

/// What names a structure in a list, written into the object at hand: id, SIRET and SIREN, name,
/// kinds, town, what its status opens for certain, and its doubts.
Status write_structure_line(JsonWriter& json, uint32_t document, const Snapshot& snapshot);

/// "located", "serves" or "national"; null when no territory was asked.
void write_reach(JsonWriter& json, PlaceClass place);

/// The reservations a record's status opens for certain: [{article, code}].
void write_rights(JsonWriter& json, uint32_t document, const Snapshot& snapshot);

}  // namespace filon
