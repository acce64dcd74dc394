#pragma once

#include <filesystem>

#include "annuaire/result.h"
#include "searchd/pages/page_writer.h"

namespace filon {

/// Adds the pages for people, the widget, and the files they use: "/", "/structures/{id}",
/// "/sourcage", "/carte.json", "/a-propos", "/integrer", "/embed", "/widget.js", "/static/…".
/// web_root holds `templates/` (mustache), `static/` and `widget.js`; they are read once, here.
Status add_page_routes(Router& router, const Service& service,
                       const std::filesystem::path& web_root, PageSettings settings = {});

}  // namespace filon
