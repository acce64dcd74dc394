#pragma once

#include <string>
#include <string_view>

#include "annuaire/structure.h"

namespace filon {

/// The record as contract §4.1 prints it, without what depends on the question (distance_km,
/// reach, snippet, why). This text is what the index stores, so that an answer is spliced and not
/// rebuilt. It ends with '}'.
std::string to_json(const Structure& structure);

/// Where the record came from, for its own page: {"provenance": {"siret": [{source, id, seen_at,
/// updated_at}], …}, "merge": [{row, with, score, because}]}.
std::string provenance_json(const Structure& structure);

/// Reads back what to_json and provenance_json wrote; the two are the only input it is meant for.
Result<Structure> structure_from_json(std::string_view record, std::string_view provenance);

}  // namespace filon
