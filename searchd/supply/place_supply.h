#pragma once

#include <vector>

#include "searchd/depth/lot_supply.h"
#include "searchd/match/matcher.h"

namespace filon {

struct Tables;

/// What a place holds of each row: a trade, or several counted together. A row that nobody known
/// fits there has a cell of zeros: with `coverage` beside it, which says of how many structures the
/// trades are known at all.
struct PlaceSupply {
  PlaceId place = 0;
  SupplyCell whole;              ///< of any trade, known or not
  std::vector<SupplyCell> rows;  ///< as asked
  Coverage coverage;
};

/// The supply of each place, one pass over the image for all. Records are left out as depth leaves
/// them out: inactive ones, and those nobody has checked.
std::vector<PlaceSupply> supply_of(const std::vector<PlaceId>& places,
                                   const std::vector<WantedSectors>& rows, const Snapshot& snapshot,
                                   const Tables& tables);

/// A row for each trade of the tables, by SectorId.
std::vector<WantedSectors> a_row_each(const Snapshot& snapshot, const Tables& tables);

/// The places a place is made of: the départements of a région, the EPCI of a département, the
/// communes of an EPCI, the régions of France; none for a commune.
std::vector<PlaceId> parts_of(PlaceId place, const Territories& territories);

/// The other places of its kind in what surrounds it most closely, itself left out.
std::vector<PlaceId> neighbours_of(PlaceId place, const Territories& territories);

}  // namespace filon
