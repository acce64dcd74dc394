#pragma once

#include <string>
#include <vector>

#include "annuaire/table.h"

namespace filon {

/// What both table readers do with raw rows: finds the header among the first ones, makes every
/// row as wide as it, leaves out blank rows, counts.
class TableRows {
 public:
  /// `ragged_is_odd`: whether rows of another width are noted (a sheet simply has empty cells).
  TableRows(const TableOptions& options, const TableSink& sink, bool ragged_is_odd)
      : options_(options), sink_(sink), ragged_is_odd_(ragged_is_odd) {}

  Status add(TableRow row);
  /// After the last row: a table of one column, or of few rows, is settled now.
  Status finish();
  bool has_header() const { return !header_.empty(); }

 private:
  Status settle_header(size_t index);
  Status pass(TableRow row);

  const TableOptions& options_;
  const TableSink& sink_;
  bool ragged_is_odd_;
  std::vector<std::string> header_;
  std::vector<TableRow> waiting_;  ///< filled rows seen before the header was
  size_t rows_ = 0;
};

}  // namespace filon
