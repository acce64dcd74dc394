#pragma once

#include <vector>

#include "annuaire/json_writer.h"
#include "searchd/interpret/interpretation.h"

namespace filon {

/// "because": [{text, start, end}], in code points of what was read.
void write_because(JsonWriter& json, const std::vector<Evidence>& because);

}  // namespace filon
