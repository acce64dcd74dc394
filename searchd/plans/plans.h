#pragma once

#include <memory>
#include <string>
#include <vector>

#include "searchd/depth/depth.h"
#include "searchd/depth/lot_supply.h"
#include "searchd/needs/needs.h"
#include "searchd/plans/plan_file.h"
#include "searchd/searcher.h"

namespace filon {

/// One planned purchase: what is read in it, and who could answer.
struct PlanLine {
  PlanRow row;
  NeedReading need;                  ///< of title, text and code together
  std::vector<LotSector> sectors;    ///< those counted: at least half sure; none: unmatched
  std::vector<PlaceId> territories;  ///< of the line, else those of the request
  LotCounts counts;                  ///< zero without sectors
  Coverage coverage;                 ///< of those territories; zero without sectors
  bool matched() const { return !sectors.empty(); }
};

/// A whole list, with the lines of which no trade is known first: these are the ones to look at.
struct Plans {
  std::shared_ptr<const Snapshot> snapshot;
  PlanFile file;  ///< its rows are moved into lines
  std::vector<PlanLine> lines;
  size_t unmatched = 0;
};

/// Reads each line and counts its supply, where it says or else in `where`.
Plans measure_plans(PlanFile file, const std::vector<PlaceId>& where,
                    std::shared_ptr<const Snapshot> snapshot, const Tables& tables,
                    const Today& today);

/// The answer of POST /api/v1/plans.
std::string plans_json(const Plans& plans, const Tables& tables);

}  // namespace filon
