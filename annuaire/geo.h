#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace filon {

/// A place on Earth, WGS 84, in degrees: north and east are positive.
struct Point {
  double lat = 0;
  double lon = 0;
  bool operator==(const Point&) const = default;
};

/// The mean Earth radius (IUGG) every distance of Filon is computed with.
inline constexpr double earth_radius_km = 6371.0088;

/// Whether both coordinates are numbers within [-90, 90] and [-180, 180].
bool is_on_earth(Point point);

/// Great-circle distance (haversine), in kilometres: symmetric, 0 for equal points, never NaN for
/// two points on Earth.
double distance_km(Point a, Point b);

/// A coordinate as indexes and caches keep it: the nearest millionth of a degree.
std::int64_t millionths(double degrees);

/// How near a point is to what it stands for. Ordered from the finest to the coarsest.
enum class PointPrecision {
  Address,      ///< the building or street
  Commune,      ///< the commune's own point: about 1 km off
  Epci,         ///< the mean of communes around: about 7 km off, 20 km at worst in most cases
  Departement,  ///< the département's centre
};

/// "address", "commune", "epci" or "departement", as the API and the tables write it.
std::string_view to_string(PointPrecision precision);
/// The inverse of to_string; none for any other text.
std::optional<PointPrecision> parse_point_precision(std::string_view text);

}  // namespace filon
