#pragma once

#include <filesystem>

#include "annuaire/result.h"
#include "searchd/api.h"

namespace filon {

/// Adds the pages for people and their static files: "/", "/structures/{id}", "/a-propos",
/// "/static/…". web_root holds `templates/` (mustache) and `static/`; they are read once, here.
Status add_page_routes(Router& router, const Service& service,
                       const std::filesystem::path& web_root);

}  // namespace filon
