#pragma once

#include <string>
#include <vector>

namespace filon {

class Router;
struct Service;

/// Adds /api/v1/structures.csv, .xlsx and .geojson: the hits of a search as a file.
void add_export_routes(Router& router, const Service& service);

/// Their paths: each answer takes as long as hundreds of searches (GuardLimits::long_paths).
std::vector<std::string> export_paths();

}  // namespace filon
