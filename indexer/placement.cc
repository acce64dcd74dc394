#include "indexer/placement.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "indexer/address_text.h"
#include "indexer/clean.h"

namespace filon {
namespace {

/// A source's point further than this from its commune's centre is a geocoder's slip: the address
/// is what the structure wrote itself.
constexpr double farthest_km = 100;
/// And from its département's, where only the post code is known.
constexpr double farthest_of_departement_km = 200;
/// No point of France is further from a commune's centre.
constexpr double farthest_deduced_km = 40;

struct Box {
  double south, north, west, east;
};
constexpr std::array<Box, 10> french_boxes = {{
    {41.2, 51.2, -5.4, 9.8},         // metropolitan France
    {15.7, 18.2, -63.3, -60.9},      // Guadeloupe, Saint-Martin, Saint-Barthélemy
    {14.3, 15.0, -61.3, -60.7},      // Martinique
    {2.0, 6.0, -54.8, -51.4},        // Guyane
    {-21.5, -20.8, 55.1, 55.9},      // La Réunion
    {-13.1, -12.5, 44.9, 45.4},      // Mayotte
    {46.7, 47.2, -56.6, -56.0},      // Saint-Pierre-et-Miquelon
    {-23.5, -18.0, 158.0, 172.5},    // Nouvelle-Calédonie
    {-28.0, -7.5, -155.0, -134.0},   // Polynésie française
    {-14.6, -13.0, -178.4, -176.0},  // Wallis-et-Futuna
}};

double six_decimals(double degrees) { return std::round(degrees * 1e6) / 1e6; }
Point rounded(Point point) { return {six_decimals(point.lat), six_decimals(point.lon)}; }

class Placer {
 public:
  Placer(const SourceRecord& record, const Territories& territories)
      : record_(record), territories_(territories) {}

  Placement place() {
    placed_.address.street = unglue_address(clean_value(record_.street));
    placed_.address.city = clean_value(record_.city);
    const std::string post_code = clean_value(record_.post_code);
    placed_.address.post_code = clean_post_code(post_code).value_or(post_code);
    find_commune();
    fill_codes();
    find_point();
    return std::move(placed_);
  }

 private:
  void doubt(std::string text) { placed_.doubts.push_back(std::move(text)); }

  void find_commune() {
    if (const std::string code = clean_value(record_.insee_code); !code.empty()) {
      commune_ = territories_.find(TerritoryKind::Commune, code);
      if (commune_) return;
      doubt(fmt::format("code INSEE « {} » inconnu : écarté", code));
    }
    Located located = territories_.locate(placed_.address.post_code, placed_.address.city);
    commune_ = located.commune;
    departement_ = located.departement;
    if (commune_ || departement_) {
      if (!located.doubt.empty()) doubt(std::move(located.doubt));
    } else if (!find_commune_of_point() && !located.doubt.empty()) {
      doubt(std::move(located.doubt));
    }
  }

  // An address without a place, but a point: the commune whose centre is nearest.
  bool find_commune_of_point() {
    if (!record_.point || !may_be_in_france(*record_.point)) return false;
    double nearest_km = farthest_deduced_km;
    for (const PlaceId id : territories_.all(TerritoryKind::Commune)) {
      const auto& centre = territories_[id].centre;
      // A degree is 111 km at most: most communes are far by that alone.
      if (!centre || std::fabs(centre->lat - record_.point->lat) > farthest_deduced_km / 100)
        continue;
      const double km = distance_km(*centre, *record_.point);
      if (km >= nearest_km) continue;
      nearest_km = km;
      commune_ = id;
    }
    if (!commune_) return false;
    doubt(fmt::format("commune déduite du point : {}, dont le centre est à {:.0f} km",
                      territories_[*commune_].name, nearest_km));
    return true;
  }

  void fill_codes() {
    const auto code = [&](const std::optional<PlaceId>& id) {
      return id ? territories_[*id].code : std::string();
    };
    Address& address = placed_.address;
    if (!commune_) {
      address.departement = code(departement_);
      if (departement_)
        address.region = code(territories_[*departement_].parents.region);
      else if (territories_.find(TerritoryKind::Region, record_.region))
        address.region = record_.region;
      return;
    }
    const Territory& commune = territories_[*commune_];
    departement_ = commune.parents.departement;
    address.insee_code = commune.code;
    address.epci = code(commune.parents.epci);
    address.ept = code(commune.parents.ept);
    address.departement = code(departement_);
    address.region = code(commune.parents.region);
    if (address.city.empty()) address.city = commune.name;
    // Islands and overseas collectivities: said, since everyone else has them.
    for (const auto& [found, what] : {std::pair{&address.epci, "d'aucun EPCI"},
                                      {&address.departement, "d'aucun département"},
                                      {&address.region, "d'aucune région"}})
      if (found->empty()) doubt(fmt::format("{} n'est membre {}", commune.name, what));
  }

  void find_point() {
    if (const auto point = source_point()) {
      placed_.location = {*point, record_.point_precision};
      placed_.point_is_of_source = true;
    } else if (commune_ && territories_[*commune_].centre) {
      use_centre(*commune_);
    } else if (departement_ && territories_[*departement_].centre) {
      use_centre(*departement_);
    }
  }

  void use_centre(PlaceId id) {
    placed_.location = {rounded(*territories_[id].centre), territories_[id].precision};
  }

  std::optional<Point> source_point() {
    if (!record_.point) return std::nullopt;
    Point point = *record_.point;
    if (!may_be_in_france(point)) {
      const Point swapped{point.lon, point.lat};
      if (!may_be_in_france(swapped)) {
        doubt(fmt::format("point ({}, {}) hors de France : écarté", point.lat, point.lon));
        return std::nullopt;
      }
      doubt(fmt::format("point ({}, {}) : latitude et longitude échangées", point.lat, point.lon));
      point = swapped;
    }
    const std::optional<PlaceId> near = commune_ ? commune_ : departement_;
    const auto centre = near ? territories_[*near].centre : std::nullopt;
    if (centre &&
        distance_km(*centre, point) > (commune_ ? farthest_km : farthest_of_departement_km)) {
      doubt(fmt::format("point ({}, {}) à {:.0f} km de {} : écarté, son centre est pris", point.lat,
                        point.lon, distance_km(*centre, point), territories_[*near].name));
      return std::nullopt;
    }
    return rounded(point);
  }

  const SourceRecord& record_;
  const Territories& territories_;
  Placement placed_;
  std::optional<PlaceId> commune_, departement_;
};

}  // namespace

bool may_be_in_france(Point point) {
  return std::any_of(french_boxes.begin(), french_boxes.end(), [&](const Box& box) {
    return point.lat >= box.south && point.lat <= box.north && point.lon >= box.west &&
           point.lon <= box.east;
  });
}

Placement place(const SourceRecord& record, const Territories& territories) {
  return Placer(record, territories).place();
}

}  // namespace filon
