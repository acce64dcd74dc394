#pragma once

#include <vector>

#include "searchd/depth/depth.h"

namespace filon {

/// The trades of a lot: those given, else those its title names, else its text. Readings under
/// half sure are left out, as a wrong trade would count suppliers of something else.
std::vector<LotSector> sectors_of(const Lot& lot, const Tables& tables, const Snapshot& snapshot);

/// The same as values of the image; a group stands for its trades.
WantedSectors wanted_sectors(const std::vector<LotSector>& sectors, const Tables& tables,
                             const Snapshot& snapshot);

}  // namespace filon
