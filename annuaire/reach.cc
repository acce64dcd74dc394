#include "annuaire/reach.h"

#include <algorithm>
#include <numbers>

namespace filon {

Reach::Reach(const Territories& territories) : territories_(territories) {
  for (const PlaceId commune : territories.all(TerritoryKind::Commune))
    if (const auto& centre = territories[commune].centre)
      by_latitude_.push_back({*centre, commune});
  std::sort(by_latitude_.begin(), by_latitude_.end(), [](const Entry& a, const Entry& b) {
    return a.point.lat < b.point.lat || (a.point.lat == b.point.lat && a.commune < b.commune);
  });
}

std::vector<PlaceId> Reach::communes(Point centre, double radius_km) const {
  // One degree of latitude is the same length everywhere; a hair more guards against rounding.
  const double degrees = radius_km / earth_radius_km * 180 / std::numbers::pi + 1e-6;
  const auto from =
      std::lower_bound(by_latitude_.begin(), by_latitude_.end(), centre.lat - degrees,
                       [](const Entry& entry, double lat) { return entry.point.lat < lat; });
  std::vector<PlaceId> found;
  for (auto entry = from; entry != by_latitude_.end() && entry->point.lat <= centre.lat + degrees;
       ++entry)
    if (distance_km(centre, entry->point) <= radius_km) found.push_back(entry->commune);
  std::sort(found.begin(), found.end());
  return found;
}

std::vector<PlaceId> Reach::larger_than_communes(Point centre, double radius_km) const {
  std::vector<PlaceId> found;
  for (const PlaceId commune : communes(centre, radius_km)) {
    const Parents& parents = territories_[commune].parents;
    for (const auto& parent : {parents.epci, parents.ept, parents.departement, parents.region})
      if (parent) found.push_back(*parent);
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

}  // namespace filon
