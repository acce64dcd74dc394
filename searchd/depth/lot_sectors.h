#pragma once

#include <vector>

#include "searchd/depth/depth.h"
#include "searchd/needs/needs.h"

namespace filon {

/// The trades a need asks for, those under half sure left out: a wrong trade would count suppliers
/// of something else.
std::vector<LotSector> likely_sectors(const NeedReading& reading);

/// The trades of a lot: those given, else those that POST /api/v1/needs would read in its title and
/// text. A title in which that knows no word is read as a search would, misspelt words put right.
std::vector<LotSector> sectors_of(const Lot& lot, const Tables& tables, const Snapshot& snapshot);

/// The same as values of the image; a group stands for its trades.
WantedSectors wanted_sectors(const std::vector<LotSector>& sectors, const Tables& tables,
                             const Snapshot& snapshot);

}  // namespace filon
