#pragma once

#include <string>
#include <string_view>

#include "searchd/http/http_request.h"

namespace httplib {
struct Response;
}

namespace filon {

/// An error as its reader sees it. Both languages, since Accept-Language chooses.
struct Problem {
  int status = 500;
  std::string code;
  std::string french;
  std::string english;
};

/// Whether the client would rather read English than French.
bool prefers_english(const HttpRequest& request);

/// The problem as RFC 9457 JSON.
void write_problem(const HttpRequest& request, httplib::Response& response, const Problem& problem);

}  // namespace filon
