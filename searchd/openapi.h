#pragma once

#include <filesystem>

#include "annuaire/result.h"

namespace filon {

class Router;

/// Adds /openapi.json: searchd/web/openapi.json, read once. Its ETag is of its bytes: it changes
/// with the program, not with the index.
Status add_openapi_route(Router& router, const std::filesystem::path& web_root);

}  // namespace filon
