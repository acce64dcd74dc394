#include "searchd/match/sphere_points.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "annuaire/image_format.h"
#include "annuaire/multiversion.h"

namespace filon {
namespace {

constexpr float nowhere = 1e9F;

std::array<float, 3> place_of(Point point) {
  constexpr double per_degree = std::numbers::pi / 180;
  const double lat = point.lat * per_degree, lon = point.lon * per_degree;
  return {static_cast<float>(earth_radius_km * std::cos(lat) * std::cos(lon)),
          static_cast<float>(earth_radius_km * std::cos(lat) * std::sin(lon)),
          static_cast<float>(earth_radius_km * std::sin(lat))};
}

FILON_MULTIVERSION SpherePoints::Sides find_sides(const float* x, const float* y, const float* z,
                                                  const SpherePoints::Reach& reach) {
  const auto [centre_x, centre_y, centre_z] = reach.centre;
  std::array<float, 64> squared;
  for (size_t i = 0; i < squared.size(); ++i) {
    const float dx = x[i] - centre_x, dy = y[i] - centre_y, dz = z[i] - centre_z;
    squared[i] = dx * dx + dy * dy + dz * dz;
  }
  uint64_t inside = 0, within = 0;
  for (size_t i = 0; i < squared.size(); ++i) {
    inside |= uint64_t{squared[i] < reach.near_squared} << i;
    within |= uint64_t{squared[i] <= reach.far_squared} << i;
  }
  return {inside, within & ~inside};
}

}  // namespace

SpherePoints::SpherePoints(std::span<const int32_t> lat, std::span<const int32_t> lon)
    : x_((lat.size() + 63) / 64 * 64, nowhere), y_(x_), z_(x_) {
  for (size_t d = 0; d < lat.size(); ++d) {
    if (lat[d] == no_point) continue;
    const auto [x, y, z] = place_of({lat[d] / 1e6, lon[d] / 1e6});
    x_[d] = x;
    y_[d] = y;
    z_[d] = z;
  }
}

// A coordinate is wrong by a quarter of a metre at most, a squared length by some 1e-7 of itself.
SpherePoints::Reach SpherePoints::reach_of(const Circle& circle) {
  const double angle = std::min(circle.radius_km() / earth_radius_km, std::numbers::pi);
  const double length = 2 * earth_radius_km * std::sin(angle / 2);
  const double wrong = 0.002 + length * 1e-6;
  const double near = length - wrong, far = length + wrong;
  return {place_of(circle.centre()), static_cast<float>(near > 0 ? near * near : -1),
          static_cast<float>(far * far)};
}

SpherePoints::Sides SpherePoints::sides_of(size_t w, const Reach& reach) const {
  return find_sides(&x_[64 * w], &y_[64 * w], &z_[64 * w], reach);
}

}  // namespace filon
