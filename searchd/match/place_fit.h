#pragma once

#include "annuaire/image.h"
#include "searchd/match/plan.h"
#include "searchd/match/record_sets.h"

namespace filon {

/// The printed point of a document; none where it has no place.
inline std::optional<Point> point_of(const Image& image, uint32_t document) {
  if (image.lat[document] == no_point) return std::nullopt;
  return Point{image.lat[document] / 1e6, image.lon[document] / 1e6};
}

/// How many of some documents are there to answer.
Coverage coverage_of(const Bits& documents, const RecordSets& sets);

/// How one activity of a record comes to answer for the places asked (contract §4.1): located
/// there, its area meets one of them, or it works in the whole country. None: it does not.
PlaceClass place_of_unit(const Image& image, const Plan& plan, uint32_t document, uint32_t unit,
                         bool located);

}  // namespace filon
