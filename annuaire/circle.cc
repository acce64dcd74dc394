#include "annuaire/circle.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace filon {
namespace {

constexpr double per_degree = std::numbers::pi / 180;
// Beyond this many radians the short series below are no longer good to a millionth.
constexpr double series_end = 0.25;

// Taylor series; for |x| <= series_end their errors are below 1e-9 of the value.
double short_sin(double x) {
  const double square = x * x;
  return x * (1 - square / 6 * (1 - square / 20 * (1 - square / 42)));
}
double short_cos(double x) {
  const double square = x * x;
  return 1 - square / 2 * (1 - square / 12 * (1 - square / 30 * (1 - square / 56)));
}

Circle::Box box_around(Point centre, double radius_km) {
  // A little wider than it is, since the sums round.
  const double reach = radius_km / earth_radius_km * (1 + 1e-9) + 1e-12;
  const double degrees = reach / per_degree;
  Circle::Box box{centre.lat - degrees, centre.lat + degrees, -180, 180};
  if (box.south <= -90 || box.north >= 90) return box;
  const double width =
      std::asin(std::min(1.0, std::sin(reach) / std::cos(centre.lat * per_degree))) / per_degree +
      1e-9;
  box.west = centre.lon - width;
  box.east = centre.lon + width;
  return box;
}

}  // namespace

Circle::Circle(Point centre, double radius_km)
    : centre_(centre),
      radius_km_(radius_km),
      limit_(std::pow(std::sin(radius_km / earth_radius_km / 2), 2)),
      sin_lat_(std::sin(centre.lat * per_degree)),
      cos_lat_(std::cos(centre.lat * per_degree)),
      box_(box_around(centre, radius_km)) {}

// The haversine of the way to a point, good to a millionth; -1 where the series are not good to it.
double Circle::half_chord_squared(Point point) const {
  const double lat = (point.lat - centre_.lat) * per_degree;
  const double lon = (point.lon - centre_.lon) * per_degree;
  if (std::abs(lat) > series_end || std::abs(lon) > series_end) return -1;
  const double half_lat = short_sin(lat / 2), half_lon = short_sin(lon / 2);
  const double cos_of_point = cos_lat_ * short_cos(lat) - sin_lat_ * short_sin(lat);
  return half_lat * half_lat + cos_lat_ * cos_of_point * half_lon * half_lon;
}

bool Circle::holds(Point point) const {
  if (point.lat < box_.south || point.lat > box_.north) return false;
  const double half = half_chord_squared(point);
  if (half >= 0 && half < limit_ * (1 - 1e-6)) return true;
  if (half > limit_ * (1 + 1e-6)) return false;
  return distance_km(centre_, point) <= radius_km_;
}

bool Circle::surely_holds(Point point) const {
  const double half = half_chord_squared(point);
  if (half >= 0) return half < limit_ * (1 - 1e-6);
  return distance_km(centre_, point) <= radius_km_ * (1 - 1e-9);
}

bool Circle::misses(const Box& box) const {
  if (box.north < box_.south || box.south > box_.north || box.south > box.north) return true;
  const bool wraps = box_.west <= -180 || box_.east >= 180;
  return !wraps && (box.east < box_.west || box.west > box_.east);
}

Circle::Side Circle::side_of(const Box& box) const {
  const bool wraps = box_.west <= -180 || box_.east >= 180;  // so does a circle around a pole
  if (misses(box)) return Side::Outside;
  // A circle of less than a quarter of the Earth is convex, and the farthest points of a parallel
  // are its ends: with its corners it holds the rectangle.
  const bool corners = !wraps && surely_holds({box.south, box.west}) &&
                       surely_holds({box.south, box.east}) && surely_holds({box.north, box.west}) &&
                       surely_holds({box.north, box.east});
  return corners ? Side::Inside : Side::Across;
}

}  // namespace filon
