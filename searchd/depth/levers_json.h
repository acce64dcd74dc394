#pragma once

#include "annuaire/json_writer.h"
#include "searchd/depth/levers.h"

namespace filon {

/// The levers of a lot: what each finds, its articles, its conditions and the sentence to put in
/// the notice. `enough` is null while the user has set no cut-off.
void write_levers(JsonWriter& json, const std::vector<LeverCount>& levers, const Legal& legal);

}  // namespace filon
