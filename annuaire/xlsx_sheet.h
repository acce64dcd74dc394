#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "annuaire/table.h"
#include "annuaire/xlsx_parts.h"

namespace filon {

/// A range of merged cells that spans several rows.
struct MergedRows {
  size_t column = 0;           ///< of its first cell, from 0
  size_t first = 0, last = 0;  ///< rows, from 1
};

/// Cuts the text of a sheet into rows as it comes, and reads each by itself: a sheet padded with
/// half a million empty rows never stands whole in memory.
class SheetReader {
 public:
  SheetReader(const Workbook& workbook, const TableLimits& limits,
              const std::vector<MergedRows>& merged)
      : workbook_(workbook), limits_(limits), merged_(merged) {}

  /// The rows that are whole by now, in order.
  Result<std::vector<TableRow>> take(std::string_view piece);

 private:
  Result<TableRow> read_row(std::string_view xml);
  void fill_merged(TableRow& row);

  const Workbook& workbook_;
  const TableLimits& limits_;
  const std::vector<MergedRows>& merged_;
  struct OpenRange {
    MergedRows range;
    std::string value;
  };
  std::vector<OpenRange> open_ranges_;  ///< those that the present row lies in
  size_t next_range_ = 0;
  std::string open_tag_;  ///< "<row", or "<x:row"
  std::string text_;      ///< what has come and is not read
  size_t row_ = 0;
};

/// The ranges that a sheet's end tells of, by their first row; only those over several rows.
std::vector<MergedRows> merged_rows(std::string_view sheet_end);

}  // namespace filon
