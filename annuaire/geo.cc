#include "annuaire/geo.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace filon {
namespace {

constexpr std::array<std::string_view, 4> precision_names = {"address", "commune", "epci",
                                                             "departement"};

double radians(double degrees) { return degrees * std::numbers::pi / 180; }

}  // namespace

bool is_on_earth(Point point) {
  return std::abs(point.lat) <= 90 && std::abs(point.lon) <= 180;  // false for NaN
}

std::int64_t millionths(double degrees) { return std::llround(degrees * 1e6); }

double distance_km(Point a, Point b) {
  const double half_lat = std::sin(radians(b.lat - a.lat) / 2);
  const double half_lon = std::sin(radians(b.lon - a.lon) / 2);
  const double half = half_lat * half_lat +
                      std::cos(radians(a.lat)) * std::cos(radians(b.lat)) * half_lon * half_lon;
  // Rounding may push antipodes past 1, where asin has no value.
  return 2 * earth_radius_km * std::asin(std::sqrt(std::min(1.0, half)));
}

std::string_view to_string(PointPrecision precision) {
  return precision_names[static_cast<size_t>(precision)];
}

std::optional<PointPrecision> parse_point_precision(std::string_view text) {
  const auto* const found = std::find(precision_names.begin(), precision_names.end(), text);
  if (found == precision_names.end()) return std::nullopt;
  return static_cast<PointPrecision>(found - precision_names.begin());
}

}  // namespace filon
