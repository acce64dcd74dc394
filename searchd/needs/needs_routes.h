#pragma once

#include "searchd/api.h"

namespace filon {

/// POST /api/v1/needs. It reads tables alone, so it answers without an index too.
void add_needs_routes(Router& router, const Service& service);

}  // namespace filon
