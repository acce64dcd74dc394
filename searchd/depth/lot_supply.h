#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "annuaire/supply.h"
#include "searchd/match/plan.h"
#include "searchd/match/ranking.h"

namespace filon {

struct Snapshot;

/// A record that answers a lot, or lends people for it.
struct LotMatch {
  uint32_t document = 0;
  PlaceClass place = PlaceClass::None;  ///< None when no territory is asked
  bool declared = false;                ///< a source says that it has the trade
  bool service = false;                 ///< false: it only lends people to whoever holds the lot
  std::optional<double> km;             ///< from Plan::origin, not rounded
};

/// What the image says of one lot: records of its trades that can work where it is asked, and those
/// of which nothing says whether they can.
struct LotMatches {
  std::vector<LotMatch> matches;  ///< by document
  std::vector<uint32_t> unknown;  ///< documents of service kinds, of unknown area or place
};

/// The values of Facet::Sector that answer a lot, as flags by value number.
using WantedSectors = std::vector<uint8_t>;

/// One pass over the image for all the lots. Inactive records are left out, and so are those that
/// nobody has checked (flag_unverified). Of the plan, only where it looks is read.
/// lots: at most 16.
std::vector<LotMatches> match_lots(const std::vector<WantedSectors>& lots, const Plan& plan,
                                   const Snapshot& snapshot);

/// Counts of legal entities (SIREN, or a record without one) that could answer a lot. An entity is
/// as near, as local and as surely of the trade as the best of its records that answer; it has the
/// rights of any of them. `staff` is apart: those whose records of the trade all lend people.
struct LotCounts {
  uint64_t total = 0;  ///< records
  uint64_t service = 0, staff = 0;
  std::array<uint64_t, eligible_count> eligible{};
  std::array<uint64_t, eligible_count> staff_eligible{};
  std::vector<uint64_t> by_distance;  ///< one more than the cut-offs: beyond the last
  uint64_t unknown_distance = 0;
  uint64_t located = 0, serves = 0, national = 0;
  uint64_t unknown_area = 0;  ///< not among `service`: nothing says whether they work there
  uint64_t declared = 0, inferred = 0;
};

/// bands: rising, in kilometres, each included in its band; no bands are counted without an origin.
LotCounts count_lot(const LotMatches& lot, const std::vector<int>& bands, const Plan& plan,
                    const Snapshot& snapshot);

}  // namespace filon
