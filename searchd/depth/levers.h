#pragma once

#include <optional>
#include <vector>

#include "searchd/depth/depth_request.h"
#include "searchd/depth/lot_supply.h"
#include "searchd/legal/legal.h"

namespace filon {

/// What one lever of the law would find in the supply of a lot.
struct LeverCount {
  const Lever* lever = nullptr;
  uint64_t service = 0;       ///< legal entities it counts that could answer
  uint64_t staff = 0;         ///< and that lend people, where the lever counts these
  std::optional<int> cutoff;  ///< the user's; none: the counts are left to be judged
};

/// Every lever with its counts, in the order of the law's table. Filon proposes none: how many are
/// enough is for the user to say.
std::vector<LeverCount> count_levers(const LotCounts& counts, const Legal& legal,
                                     const Cutoffs& cutoffs);

}  // namespace filon
