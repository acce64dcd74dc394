#pragma once

#include "searchd/http/http_request.h"
#include "searchd/problem.h"

namespace httplib {
struct Response;
}

namespace filon {

/// Whether the client would rather read English than French.
bool prefers_english(const HttpRequest& request);

/// The problem as RFC 9457 JSON, in the language the client prefers.
void write_problem(const HttpRequest& request, httplib::Response& response, const Problem& problem);

}  // namespace filon
