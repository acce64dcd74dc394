#include "searchd/match/sphere_points.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <random>
#include <vector>

#include "annuaire/image_format.h"

namespace filon {
namespace {

struct Points {
  std::vector<int32_t> lat, lon;

  Point operator[](size_t d) const { return {lat[d] / 1e6, lon[d] / 1e6}; }
  void add(Point point) {
    lat.push_back(static_cast<int32_t>(std::lround(point.lat * 1e6)));
    lon.push_back(static_cast<int32_t>(std::lround(point.lon * 1e6)));
  }
};

// Half of them anywhere near, half within some hundred metres of the rim.
Points points_around(Point centre, double radius_km, std::mt19937& dice) {
  std::uniform_real_distribution<double> part(0, 1);
  Points points;
  for (int i = 0; i < 640; ++i) {
    const double km = i % 2 ? radius_km * 2 * part(dice) : radius_km + (part(dice) - 0.5) / 5;
    const double way = part(dice) * 2 * M_PI, degrees = km / earth_radius_km * 180 / M_PI;
    const double lat = std::clamp(centre.lat + degrees * std::cos(way), -90.0, 90.0);
    const double lon = centre.lon + degrees * std::sin(way) / std::cos(centre.lat * M_PI / 180);
    points.add({lat, std::remainder(lon, 360)});
  }
  return points;
}

TEST(SpherePoints, AreOnTheSideOfACircleThatItsDistanceSays) {
  std::mt19937 dice(3);
  int unsure_points = 0;
  for (const Point centre : {Point{47.322, 5.041}, Point{-21.115, 55.536}, Point{48.39, -4.486},
                             Point{16.265, -61.551}, Point{-17.5, 179.99}})
    for (const double km : {0.0, 0.001, 0.5, 10.0, 100.0, 500.0, 9'000.0, 25'000.0}) {
      SCOPED_TRACE(testing::Message() << centre.lat << ' ' << centre.lon << ' ' << km);
      const Circle circle(centre, km);
      const Points points = points_around(centre, km, dice);
      const SpherePoints sphere(points.lat, points.lon);
      const auto reach = SpherePoints::reach_of(circle);
      for (size_t w = 0; w < 10; ++w) {
        const auto [inside, unsure] = sphere.sides_of(w, reach);
        EXPECT_EQ(inside & unsure, 0u);
        if (km >= 0.5 && km <= 500) unsure_points += std::popcount(unsure);
        for (size_t i = 0; i < 64; ++i) {
          if (unsure >> i & 1) continue;
          ASSERT_EQ(bool(inside >> i & 1), circle.holds(points[64 * w + i])) << 64 * w + i;
        }
      }
    }
  EXPECT_LT(unsure_points, 20 * 640 / 20);  // as good as none are asked twice
}

TEST(SpherePoints, AreInNoCircleWhereNoneIsKnown) {
  const std::vector<int32_t> lat(70, no_point), lon(70, no_point);
  const SpherePoints sphere(lat, lon);
  const auto reach = SpherePoints::reach_of(Circle({47, 5}, 30'000));
  for (const size_t w : {0u, 1u}) {
    const auto [inside, unsure] = sphere.sides_of(w, reach);
    EXPECT_EQ(inside | unsure, 0u);
  }
}

}  // namespace
}  // namespace filon
