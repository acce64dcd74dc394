#pragma once

namespace filon {

class Router;
struct Service;

/// Adds /feed.atom and /feed.json, what is new among the structures of a search, and
/// /opensearch.xml, by which a browser offers the search in its address bar.
void add_feed_routes(Router& router, const Service& service);

}  // namespace filon
