#pragma once

#include <string>

#include "searchd/http/http_request.h"
#include "searchd/problem.h"

namespace httplib {
struct Response;
}

namespace filon {

struct Snapshot;

/// A strong ETag of generation and question ("…": quoted). `part` tells apart what is not in the
/// question: the route.
std::string etag_of(const Snapshot& snapshot, std::string_view part, std::string_view question);

/// Answers 304 and returns true when the client holds this very answer; else sets the ETag.
bool not_modified(const HttpRequest& request, httplib::Response& response, const std::string& etag);

void send_json(httplib::Response& response, std::string body);

}  // namespace filon
