#pragma once

namespace filon {

class Router;
struct Service;

/// GET /api/v1/spaser, /api/v1/spaser.csv and /api/v1/spaser.xlsx.
void add_spaser_routes(Router& router, const Service& service);

}  // namespace filon
