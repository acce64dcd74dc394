#pragma once

#include "searchd/api.h"
#include "searchd/http/guard_limits.h"

namespace filon {

/// POST /api/v1/plans (JSON) and /api/v1/plans.xlsx: a list of planned purchases in, its supply
/// out.
void add_plan_routes(Router& router, const Service& service);

/// The larger bodies these routes take.
std::vector<BodyAllowance> plan_bodies();

}  // namespace filon
