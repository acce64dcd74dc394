#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "annuaire/image.h"
#include "searchd/match/packed_rows.h"
#include "searchd/match/place_runs.h"

namespace filon {

struct Plan;

/// How many plain active records of each run, and of all, have each kind or any, alone and with one
/// label or one sector: what questions of such filters and places count, without a look at any
/// record.
class RunTable {
 public:
  using Counts = std::optional<std::vector<uint32_t>>;

  RunTable() = default;
  RunTable(const Image& image, const PackedRows& rows, const Bits& plain_active,
           const PlaceRuns& runs);

  /// By run, the records that pass all filters of a plan but the place's; none where it asks more
  /// than the table tells.
  Counts by_run(const Plan& plan) const;
  /// The same by value of Facet::Kind, Label or Sector, whose own filter is left out.
  Counts by_value(const Plan& plan, Facet facet) const;

 private:
  size_t first_sector(bool declared_only) const {
    return 1 + labels_ + (declared_only ? sectors_ : 0);
  }
  size_t row_count() const { return 1 + labels_ + 2 * sectors_; }
  /// The counts, by row, of a run (past the last, of all) and a kind (past the last, of any).
  const uint32_t* counts_at(size_t run, size_t kind) const { return &counts_[index_of(run, kind)]; }
  size_t index_of(size_t run, size_t kind) const {
    return (run * (kinds_ + 1) + kind) * row_count();
  }
  /// The row of what is asked besides kinds, places and the facet; none where there is none.
  std::optional<size_t> row_of(const Plan& plan, Facet without) const;
  std::vector<uint32_t> by_kind(size_t row, const std::vector<size_t>& runs) const;
  std::vector<size_t> runs_of(const Plan& plan) const;
  std::vector<size_t> kinds_of(const Plan& plan) const;

  size_t runs_ = 0, kinds_ = 0, labels_ = 0, sectors_ = 0;
  /// By run, kind and row. Rows: any record, then by label, by sector, by declared sector.
  std::vector<uint32_t> counts_;
};

}  // namespace filon
