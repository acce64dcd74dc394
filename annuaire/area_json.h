#pragma once

#include "annuaire/json.h"
#include "annuaire/json_writer.h"
#include "annuaire/structure.h"

namespace filon {

/// One area, as contract §5 writes it ("unknown" where nothing is known).
void write_area(JsonWriter& json, const Area& area);

/// Reads an area as §5 writes it; the error quotes what is wrong.
Result<Area> area_from_json(const Json& json);

}  // namespace filon
