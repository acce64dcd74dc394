#pragma once

#include <cstddef>
#include <string_view>

#include "annuaire/result.h"
#include "searchd/http/guard_limits.h"
#include "searchd/http/http_request.h"

namespace filon {

/// What the request line and the headers say.
struct RequestHead {
  HttpRequest request;
  size_t body_length = 0;         ///< bytes to read before the request is whole
  bool expects_continue = false;  ///< the client waits for "100 Continue" before it sends the body
};

/// Reads a head, from the request line to the empty line that ends it (both with their CRLF).
/// Everything two servers could read in two ways is refused (bare LF, folded lines, two
/// lengths...): behind a proxy that is how one request is smuggled into another.
Result<RequestHead, Refusal> parse_head(std::string_view head, const GuardLimits& limits);

}  // namespace filon
