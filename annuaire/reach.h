#pragma once

#include <vector>

#include "annuaire/territory.h"

namespace filon {

/// Which territories a circle reaches: those with at least one commune whose centre lies in it.
/// Communes are kept by latitude, so that a circle looks only at the band it crosses.
class Reach {
 public:
  explicit Reach(const Territories& territories);

  /// Every EPCI, EPT, département and région reached, sorted by id. Communes are left out: there
  /// the distance itself answers.
  std::vector<PlaceId> larger_than_communes(Point centre, double radius_km) const;
  /// The communes whose centre is within the radius, sorted by id.
  std::vector<PlaceId> communes(Point centre, double radius_km) const;

 private:
  struct Entry {
    Point point;
    PlaceId commune;
  };
  const Territories& territories_;
  std::vector<Entry> by_latitude_;
};

}  // namespace filon
