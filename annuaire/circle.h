#pragma once

#include "annuaire/geo.h"

namespace filon {

/// A circle on Earth, made ready to be asked about many points.
class Circle {
 public:
  Circle(Point centre, double radius_km);

  Point centre() const { return centre_; }
  double radius_km() const { return radius_km_; }

  /// distance_km(centre, point) <= radius_km, without its trigonometry but for points within a
  /// millionth of the rim.
  bool holds(Point point) const;

  /// A rectangle around it, in degrees. Longitudes may run past ±180: there the circle goes on at
  /// the other side. The whole width where it holds a pole.
  struct Box {
    double south, north, west, east;
  };
  const Box& box() const { return box_; }

  /// Where a rectangle lies, both its ends held. Across also where it is not sure at once.
  enum class Side { Inside, Outside, Across };
  Side side_of(const Box& box) const;
  /// Whether a rectangle is outside its own; so is one of nothing, whose south is above its north.
  bool misses(const Box& box) const;

 private:
  Point centre_;
  double radius_km_;
  double limit_;  ///< haversine of the radius
  double sin_lat_, cos_lat_;
  Box box_;

  double half_chord_squared(Point point) const;
  bool surely_holds(Point point) const;
};

}  // namespace filon
