#include "searchd/pages.h"

namespace filon {

Status add_page_routes(Router&, const Service&, const std::filesystem::path&) { return done(); }

}  // namespace filon
