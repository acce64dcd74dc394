#include "annuaire/geo.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace filon {
namespace {

constexpr Point centre_of_dijon{47.3220, 5.0415}, centre_of_paris{48.8566, 2.3522};

TEST(Distance, IsThatOfTheGreatCircle) {
  struct Case {
    Point a, b;
    double km;
  };
  const double quarter = earth_radius_km * std::acos(-1.0) / 2;
  for (const Case& c :
       {Case{centre_of_dijon, centre_of_dijon, 0}, Case{centre_of_dijon, centre_of_paris, 262.4},
        Case{{0, 0}, {0, 90}, quarter}, Case{{90, 0}, {0, 45}, quarter},
        Case{{0, 0}, {0, 180}, 2 * quarter}, Case{{48.1, 2}, {-48.1, -178}, 2 * quarter},
        Case{{0, 179}, {0, -179}, quarter / 45}}) {  // across the date line
    EXPECT_NEAR(distance_km(c.a, c.b), c.km, c.km / 500);
    EXPECT_DOUBLE_EQ(distance_km(c.a, c.b), distance_km(c.b, c.a));
  }
}

TEST(Point, IsOnEarthWithinDegrees) {
  const double none = std::numeric_limits<double>::quiet_NaN();
  for (const Point& point : {centre_of_dijon, Point{-90, 180}, Point{90, -180}})
    EXPECT_TRUE(is_on_earth(point));
  for (const Point& point : {Point{90.1, 0}, Point{0, -180.1}, Point{none, 0}, Point{0, none}})
    EXPECT_FALSE(is_on_earth(point));
}

TEST(PointPrecision, IsReadAsItIsWritten) {
  for (const PointPrecision precision : {PointPrecision::Address, PointPrecision::Commune,
                                         PointPrecision::Epci, PointPrecision::Departement})
    EXPECT_EQ(parse_point_precision(to_string(precision)), precision);
  for (const std::string_view text : {"", "city", "Commune"})
    EXPECT_EQ(parse_point_precision(text), std::nullopt);
}

}  // namespace
}  // namespace filon
