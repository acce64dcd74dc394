#pragma once

#include <optional>
#include <string>

#include "searchd/http/http_request.h"
#include "searchd/tables.h"

namespace filon {

/// What was typed as a place in the filter form, made a territory or a circle.
struct PlaceForm {
  std::string unknown;               ///< what was typed and names no place; "" when all is well
  std::optional<std::string> moved;  ///< where the same question stands, in the API's parameters
};

/// Reads `lieu` and `rayon` (km; none = the territory itself). The page then moves to an address
/// that means the same to everyone it is sent to, without these two.
PlaceForm read_place_form(const HttpRequest& http, const Tables& tables);

}  // namespace filon
