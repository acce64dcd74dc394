#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "annuaire/geo.h"
#include "annuaire/result.h"

namespace filon {

/// An address as the service is asked for it.
struct GeocodeQuery {
  std::string street, post_code, city, insee_code;
  /// What the answer is remembered by: two spellings of one address are one.
  std::string key() const;
};

/// What the Base Adresse Nationale found. No point is an answer too.
struct GeocodeAnswer {
  std::optional<Point> point;
  PointPrecision precision = PointPrecision::Commune;  ///< address: of a house or a street
  bool operator==(const GeocodeAnswer&) const = default;
};

/// The body that asks for these addresses, as multipart/form-data: the service's CSV route.
std::string geocode_form(const std::vector<GeocodeQuery>& queries, std::string_view boundary);

/// Reads the CSV it answers with: one answer per query, in their order. A point is believed when
/// the service is rather sure of it (score of 0.5) and it lies in the commune asked for.
Result<std::vector<GeocodeAnswer>> read_geocode_answer(const std::vector<GeocodeQuery>& queries,
                                                       std::string_view csv);

}  // namespace filon
