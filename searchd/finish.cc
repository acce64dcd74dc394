#include "searchd/finish.h"

#include <fmt/ranges.h>
#include <httplib.h>

#include <algorithm>

#include "searchd/site_address.h"

namespace filon {
namespace {

// What other sites may read by script: the API and its description, feeds, and the widget, also as
// a module.
bool is_shared(const HttpRequest& request) {
  return request.path.starts_with("/api/") || request.path.starts_with("/feed.") ||
         request.path == "/openapi.json" || request.path == "/widget.js";
}

void allow_origin(const HttpRequest& request, httplib::Response& response,
                  const std::vector<std::string>& allowed) {
  if (allowed.empty() || !is_shared(request)) return;
  response.set_header("Vary", "Origin");
  const std::string origin(request.header("origin"));
  const bool all = std::find(allowed.begin(), allowed.end(), "*") != allowed.end();
  if (origin.empty() ||
      (!all && std::find(allowed.begin(), allowed.end(), origin) == allowed.end()))
    return;
  response.set_header("Access-Control-Allow-Origin", all ? "*" : origin);
  response.set_header("Access-Control-Expose-Headers", "ETag");
  if (request.method != "OPTIONS") return;
  response.set_header("Access-Control-Allow-Methods", "GET, HEAD, POST, OPTIONS");
  response.set_header("Access-Control-Allow-Headers", "Content-Type, If-None-Match");
  response.set_header("Access-Control-Max-Age", "86400");
}

}  // namespace

Router::Handler finisher(const DaemonOptions& options) {
  const std::string tiles = origin_of(options.tile_url);
  const std::string policy = fmt::format(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:{}{}; "
      "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors ",
      tiles.empty() ? "" : " ", tiles);
  // One page is made to stand in others' pages; in a frame, any other could be clicked unseen.
  const std::string frames = fmt::format("'self' {}", fmt::join(options.allow_frame, " "));
  return [policy, frames, origins = options.allow_origin](const HttpRequest& request,
                                                          httplib::Response& response) {
    response.set_header("Content-Security-Policy",
                        policy + (request.path == "/embed" ? frames : "'none'"));
    response.set_header("X-Content-Type-Options", "nosniff");
    response.set_header("Referrer-Policy", "same-origin");
    response.set_header("Permissions-Policy", "geolocation=(), camera=(), microphone=()");
    allow_origin(request, response, origins);
  };
}

}  // namespace filon
