#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "annuaire/result.h"

namespace filon {

/// The structures that asked not to be listed: a SIRET (blanks allowed) or an id a line; what
/// follows a '#' is a comment. The error names `file:line`, for a line of several words is more
/// likely a slip than an id, and a slip here publishes what should not be.
Result<std::vector<std::string>> parse_removals(std::string_view text, const std::string& file);

/// Those of a file; none for an empty name. ErrorCode::Usage when it cannot be read.
Result<std::vector<std::string>> read_removals(const std::string& file);

}  // namespace filon
