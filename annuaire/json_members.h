#pragma once

#include <span>
#include <string_view>

#include "annuaire/json.h"

namespace filon {

/// parse_json() with only those members of an object at the root that bear one of these names: what
/// is not asked for is checked, but not built.
Result<Json> parse_json_members(std::string_view text, std::span<const std::string_view> names);

}  // namespace filon
