#pragma once

#include <initializer_list>
#include <string_view>

#include "annuaire/json.h"
#include "searchd/http/http_request.h"
#include "searchd/problem.h"

namespace filon {

/// The JSON object a request carries. Refused: another Content-Type (415), what is no JSON (400,
/// with the line), anything but an object, a member that is not among `members`, or one twice.
Answer<Json> read_json_body(const HttpRequest& request,
                            std::initializer_list<std::string_view> members);

}  // namespace filon
