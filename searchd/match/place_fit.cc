#include "searchd/match/place_fit.h"

#include <algorithm>

#include "searchd/match/count_bits.h"

namespace filon {
namespace {

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

Coverage coverage_of(const Bits& documents, const RecordSets& sets) {
  if (documents.word_count() == 0) return {};
  const uint64_t* const words = documents.block(0);
  return {count_bits_both(words, sets.active.block(0), documents.word_count()),
          count_bits_both(words, sets.active_with_sector.block(0), documents.word_count())};
}

PlaceClass place_of_unit(const Image& image, const Plan& plan, uint32_t document, uint32_t unit,
                         bool located) {
  const bool national = image.unit_area_kind[unit] == AreaKind::France;
  if (national && !plan.national) return PlaceClass::None;
  if (located) return PlaceClass::Located;
  if (plan.located_only) return PlaceClass::None;
  if (national) return PlaceClass::National;
  return serves(image, *plan.place, document, unit) ? PlaceClass::Serves : PlaceClass::None;
}

}  // namespace filon
