#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "searchd/depth/depth.h"

namespace filon {

inline constexpr size_t max_page_lot_title = 150;  ///< characters: the lots stand in an address

/// A lot of a pasted need: its title, and the trades its text asks for with the words that say so.
struct PastedLot {
  std::string title;
  std::vector<LotSector> sectors;
};

struct PastedNeed {
  std::vector<PastedLot> lots;   ///< at most max_lots
  size_t left_out = 0;           ///< lots past the twelfth
  std::optional<PlaceId> place;  ///< the first its text names
};

/// Reads a need as POST /api/v1/needs does. Trades under half sure are left out, as in a lot's own
/// words (see sectors_of).
PastedNeed read_pasted_need(std::string_view text, const Tables& tables);

/// No more than so many characters of UTF-8, cut between two of them.
std::string shortened(const std::string& text, size_t most);

}  // namespace filon
