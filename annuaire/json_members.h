#pragma once

#include <span>
#include <string_view>

#include "annuaire/json.h"

namespace filon {

/// The members of a stored object that bear one of these names, each there once and written without
/// escapes. The others are passed over: only where they end is looked for, and nothing behind the
/// last wanted one. So for JSON that was checked when it was written.
Result<Json> parse_json_members(std::string_view text, std::span<const std::string_view> names);

}  // namespace filon
