#include "searchd/finish.h"

#include <fmt/ranges.h>
#include <httplib.h>

#include <algorithm>

namespace filon {
namespace {

bool is_api(const HttpRequest& request) { return request.path.starts_with("/api/"); }

void allow_origin(const HttpRequest& request, httplib::Response& response,
                  const std::vector<std::string>& allowed) {
  if (allowed.empty() || !is_api(request)) return;
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
  const std::string frames = options.allow_frame.empty()
                                 ? "'none'"
                                 : fmt::format("{}", fmt::join(options.allow_frame, " "));
  const std::string policy =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
      "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
      "frame-ancestors " +
      frames;
  return [policy, origins = options.allow_origin](const HttpRequest& request,
                                                  httplib::Response& response) {
    response.set_header("Content-Security-Policy", policy);
    response.set_header("X-Content-Type-Options", "nosniff");
    response.set_header("Referrer-Policy", "same-origin");
    response.set_header("Permissions-Policy", "geolocation=(), camera=(), microphone=()");
    allow_origin(request, response, origins);
  };
}

}  // namespace filon
