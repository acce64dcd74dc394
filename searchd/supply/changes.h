#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "annuaire/supply_summary.h"
#include "searchd/http/http_request.h"
#include "searchd/problem.h"
#include "searchd/supply/supply_table.h"
#include "searchd/tables.h"

namespace filon {

/// What became of the supply between two days, from the summaries an index keeps of its
/// generations: those that are gone as well.
struct SupplyChanges {
  std::vector<KeptSummary> kept;  ///< all that can be compared, oldest first
  SupplySummary before, after;
  std::vector<PlaceId> places;
};

/// Which two: the last summary of `from` or a day before it, else the oldest; the same of `to`,
/// else the newest.
struct ChangeDays {
  std::string from, to;  ///< ISO days; "" as said
};

/// Reads `territory` and `parts` (as /api/v1/spaser does, communes left out), `from` and `to`, and
/// the two summaries. Generations after `served` are passed over: they were rolled back.
Answer<SupplyChanges> read_changes(const Parameters& parameters, const std::filesystem::path& index,
                                   int64_t served, const Territories& territories);

/// The summaries that can be compared, oldest first.
std::vector<KeptSummary> comparable_summaries(const std::filesystem::path& index, int64_t served);

/// Places that are known; refused when no summary is as old as a day asks for.
Answer<SupplyChanges> compare(std::vector<PlaceId> places, const ChangeDays& days,
                              std::vector<KeptSummary> kept);

/// Cells of both days, trade by trade.
std::string changes_json(const SupplyChanges& changes, const Tables& tables);

/// One line for each place and trade with a structure on either day.
SupplyTable changes_table(const SupplyChanges& changes, const Tables& tables);

}  // namespace filon
