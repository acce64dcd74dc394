#pragma once

#include <string>

#include "annuaire/json.h"

namespace filon {

/// The value as JSON again: numbers as they were written, the last of two members of one name.
std::string json_text(const Json& json);

}  // namespace filon
