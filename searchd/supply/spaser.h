#pragma once

#include <memory>
#include <string>
#include <vector>

#include "searchd/http/http_request.h"
#include "searchd/problem.h"
#include "searchd/supply/place_supply.h"
#include "searchd/supply/supply_table.h"

namespace filon {

inline constexpr size_t max_spaser_places = 60;

/// Supply by trade, territory and status, as a SPASER reports it: rows are the trades of the
/// tables, then the AGEC families; columns the places asked.
struct Spaser {
  std::shared_ptr<const Snapshot> snapshot;
  std::vector<PlaceSupply> places;
};

/// `territory` (1 to max_spaser_places); `parts=true` puts the parts of each place in its stead:
/// the EPCI of a département, the communes of an EPCI.
Answer<std::vector<PlaceId>> read_spaser_places(const Parameters& parameters,
                                                const Territories& territories);

Spaser measure_spaser(const std::vector<PlaceId>& places, std::shared_ptr<const Snapshot> snapshot,
                      const Tables& tables);

/// The matrix with its coverage and the gaps: trades of which no structure is known in a place.
std::string to_json(const Spaser& spaser, const Tables& tables);

/// One line for each place and trade, zeros included, with the coverage of the place and the day of
/// the data.
SupplyTable spaser_table(const Spaser& spaser, const Tables& tables);

}  // namespace filon
