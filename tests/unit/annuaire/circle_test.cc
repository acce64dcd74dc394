#include "annuaire/circle.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

namespace filon {
namespace {

// Points about the rim, where a rounded test would go wrong, and anywhere.
Point random_point(std::mt19937& dice, Point centre, double radius_km) {
  std::uniform_real_distribution<double> turn(-3.2, 3.2), share(0.9999999, 1.0000001), any(-1, 1);
  if (dice() % 3 == 0) return {centre.lat + any(dice) * 8, centre.lon + any(dice) * 12};
  const double degrees = radius_km * share(dice) / (earth_radius_km * 3.14159265358979 / 180);
  const double angle = turn(dice);
  return {centre.lat + degrees * std::cos(angle),
          centre.lon + degrees * std::sin(angle) / std::cos(centre.lat * 3.14159265358979 / 180)};
}

TEST(Circle, HoldsWhatTheDistanceSays) {
  std::mt19937 dice(7);
  std::uniform_real_distribution<double> lat(-60, 70), lon(-179, 179);
  int held = 0;
  for (int i = 0; i < 200'000; ++i) {
    const Point centre{lat(dice), lon(dice)};
    const double radius_km = 1 + dice() % 500;
    const Circle circle(centre, radius_km);
    const Point point = random_point(dice, centre, radius_km);
    const bool expected = distance_km(centre, point) <= radius_km;
    held += expected;
    ASSERT_EQ(circle.holds(point), expected) << centre.lat << ' ' << centre.lon << ' ' << radius_km
                                             << ": " << point.lat << ' ' << point.lon;
    if (!expected) continue;
    ASSERT_LE(circle.box().south, point.lat);
    ASSERT_GE(circle.box().north, point.lat);
    ASSERT_LE(circle.box().west, point.lon);
    ASSERT_GE(circle.box().east, point.lon);
  }
  EXPECT_GT(held, 20'000);
}

TEST(Circle, HoldsItsCentreAndReachesOverTheDateLine) {
  EXPECT_TRUE(Circle({47.3, 5.04}, 1).holds({47.3, 5.04}));
  const Circle fiji({-17, 179.9}, 100);
  EXPECT_TRUE(fiji.holds({-17, -179.9}));
  EXPECT_GT(fiji.box().east, 180);
}

TEST(Circle, SpansAllLongitudesWhereItHoldsAPole) {
  const Circle pole({89.9, 10}, 100);
  EXPECT_TRUE(pole.holds({89.9, -170}));
  EXPECT_EQ(pole.box().west, -180);
  EXPECT_EQ(pole.box().east, 180);
}

TEST(Circle, TakesOrLeavesARectangleOnlyWithAllItsPoints) {
  std::mt19937 dice(3);
  std::uniform_real_distribution<double> lat(-70, 70), lon(-180, 180), near(-6, 6), part(0, 1);
  int sides[3] = {};
  for (int i = 0; i < 20'000; ++i) {
    const Point centre{lat(dice), lon(dice)};
    const Circle circle(centre, 1 + dice() % 500);
    const double size = std::pow(10.0, -part(dice) * 4);
    const double south = centre.lat + near(dice) * part(dice);
    const double west = std::clamp(centre.lon + near(dice) * part(dice), -180.0, 180.0);
    const Circle::Box box{south, south + size, west, std::min(180.0, west + size)};
    const Circle::Side side = circle.side_of(box);
    ++sides[static_cast<int>(side)];
    if (side == Circle::Side::Across) continue;
    for (int j = 0; j < 20; ++j) {
      const Point point{box.south + part(dice) * (box.north - box.south),
                        box.west + part(dice) * (box.east - box.west)};
      ASSERT_EQ(circle.holds(point), side == Circle::Side::Inside) << point.lat << ' ' << point.lon;
    }
  }
  for (const int count : sides) EXPECT_GT(count, 1000);
}

}  // namespace
}  // namespace filon
