#pragma once

#include <optional>

#include "annuaire/geo.h"
#include "annuaire/json.h"

namespace filon {

/// A point that stands for a GeoJSON geometry (whose pairs are longitude, latitude): the point
/// itself, the middle of a line, a point inside the (largest) polygon. None where the geometry has
/// no pair of numbers.
std::optional<Point> representative_point(const Json& geometry);

/// The point written in a text: "[-52.33,4.94]", "SRID=4326;POINT (7.15 43.65)", "48.85, 2.35".
/// Longitude comes first unless `latitude_first`.
std::optional<Point> point_of_text(std::string_view text, bool latitude_first);

/// A number as people write it: "48,85" has a decimal comma. None when the text is not wholly one.
std::optional<double> decimal_of(std::string_view text);

}  // namespace filon
