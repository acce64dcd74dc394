#pragma once

#include <string_view>

#include "annuaire/result.h"
#include "searchd/http/http_request.h"

namespace filon {

/// Fills target, path, segments and params. Refuses bad percent-encodings, NUL, text that is not
/// UTF-8, control characters in the path, and the segments "." and "..".
Result<Done, Refusal> parse_target(std::string_view target, HttpRequest& request);

}  // namespace filon
