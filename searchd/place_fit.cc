#include "searchd/place_fit.h"

#include <algorithm>

namespace filon {
namespace {

bool any_wanted(const FacetColumn& column, const std::vector<uint8_t>& wanted, uint32_t document) {
  const auto values = column.of_document[document];
  return std::any_of(values.begin(), values.end(), [&](uint16_t v) { return wanted[v] != 0; });
}

bool circle_reaches(const Image& image, const PlacePlan& place, uint32_t document, uint32_t unit) {
  const auto larger = image.unit_reached[unit];
  if (std::any_of(larger.begin(), larger.end(), [&](uint32_t v) { return place.reached[v] != 0; }))
    return true;
  const auto centre = point_of(image, document);
  if (centre && place.anywhere) return true;
  return centre && std::any_of(place.centres.begin(), place.centres.end(), [&](Point commune) {
           return distance_km(*centre, commune) <= image.unit_radius[unit];
         });
}

bool serves(const Image& image, const PlacePlan& place, uint32_t document, uint32_t unit) {
  switch (image.unit_area_kind[unit]) {
    case AreaKind::Unknown:
    case AreaKind::France:
      return false;
    case AreaKind::Radius:
      return circle_reaches(image, place, document, unit);
    case AreaKind::Territories: {
      const auto areas = image.unit_areas[unit];
      return std::any_of(areas.begin(), areas.end(),
                         [&](uint32_t v) { return place.areas[v] != 0; });
    }
  }
  return false;
}

}  // namespace

bool is_located(const Image& image, const PlacePlan& place, uint32_t document) {
  if (place.anywhere && !image.facet(Facet::Departement).of_document[document].empty()) return true;
  const uint32_t commune = image.commune[document];
  const uint32_t ept = image.ept[document];
  return (commune && place.communes[commune - 1]) || (ept && place.epts[ept - 1]) ||
         any_wanted(image.facet(Facet::Epci), place.epcis, document) ||
         any_wanted(image.facet(Facet::Departement), place.departements, document) ||
         any_wanted(image.facet(Facet::Region), place.regions, document);
}

PlaceClass place_of_unit(const Image& image, const Plan& plan, uint32_t document, uint32_t unit,
                         bool located) {
  const bool national = image.unit_area_kind[unit] == AreaKind::France;
  if (national && !plan.national) return PlaceClass::None;
  if (located) return PlaceClass::Located;
  if (plan.located_only) return PlaceClass::None;
  if (national) return PlaceClass::National;
  return serves(image, plan.place, document, unit) ? PlaceClass::Serves : PlaceClass::None;
}

}  // namespace filon
