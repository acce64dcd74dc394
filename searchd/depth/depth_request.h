#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "annuaire/json.h"
#include "annuaire/structure_kind.h"
#include "searchd/search_request.h"

namespace filon {

inline constexpr size_t max_lots = 12;
inline constexpr size_t max_lot_title_bytes = 500;
inline constexpr size_t max_lot_text_bytes = 20'000;
inline constexpr size_t max_bands = 10;

/// A part of a contract, as a buyer words it.
struct Lot {
  std::string title, text;
  std::vector<std::string> sectors;  ///< slugs of sectors or groups, as given
  bool sectors_given = false;        ///< else the title, then the text, says them
};

/// The figures a user judges the counts by. Filon has none of its own but the bands of distances:
/// how many suppliers are enough is the buyer's or the facilitator's choice.
struct Cutoffs {
  std::vector<int> distance_km = {10, 25, 50, 100};  ///< rising; one more band lies beyond
  std::optional<int> reservation;  ///< so many legal entities or more: a lot can be reserved
  std::optional<int> clause;       ///< so many or more: a social clause can be met
};

struct DepthRequest {
  std::vector<Lot> lots;  ///< 1 to max_lots
  SearchRequest where;    ///< territories, near, radius_km and seed; nothing else
  Cutoffs cutoffs;
};

/// Reads the JSON body of POST /api/v1/depth. The problem names the place: "lots[2].sectors[0]".
Answer<DepthRequest> read_depth_request(const Json& body, const Tables& tables,
                                        const Snapshot& snapshot);

/// The request spelled one way, without its seed: makes the default seed.
std::string normalised_depth(const DepthRequest& request, const Tables& tables);

}  // namespace filon
