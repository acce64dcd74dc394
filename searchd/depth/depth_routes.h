#pragma once

namespace filon {

class Router;
struct Service;

/// POST /api/v1/depth.
void add_depth_routes(Router& router, const Service& service);

}  // namespace filon
