#pragma once

namespace filon {

class Router;
struct Service;

/// Adds /api/v1/structures.csv, .xlsx and .geojson: the hits of a search as a file.
void add_export_routes(Router& router, const Service& service);

}  // namespace filon
