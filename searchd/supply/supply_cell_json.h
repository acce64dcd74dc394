#pragma once

#include "annuaire/json_writer.h"
#include "annuaire/supply.h"

namespace filon {

/// {legal_entities, service, handicap, insertion, both, prison, ess}
void write_supply_cell(JsonWriter& json, const SupplyCell& cell);

}  // namespace filon
