#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "annuaire/circle.h"

namespace filon {

/// Where documents stand in space, so that a circle is asked about 64 of them at once, and without
/// trigonometry: it holds those that a straight line of some length reaches.
class SpherePoints {
 public:
  SpherePoints() = default;
  /// By document, in millionths of a degree; no_point for none, which no circle holds.
  SpherePoints(std::span<const int32_t> lat, std::span<const int32_t> lon);

  /// A circle as such a line, and twice: shorter and longer by more than numbers here are wrong.
  struct Reach {
    std::array<float, 3> centre;
    float near_squared, far_squared;
  };
  static Reach reach_of(const Circle& circle);

  /// Of documents 64 * w to 64 * w + 63, those that are surely inside, and those that only
  /// Circle::holds() can tell: metres from the rim.
  struct Sides {
    uint64_t inside, unsure;
  };
  Sides sides_of(size_t w, const Reach& reach) const;

 private:
  std::vector<float> x_, y_, z_;  ///< kilometres from the centre of the Earth; whole words
};

}  // namespace filon
