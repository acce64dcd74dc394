#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "annuaire/table.h"
#include "searchd/plans/plan_columns.h"

namespace filon {

struct Tables;

inline constexpr size_t max_plan_bytes = size_t{5} << 20;
inline constexpr size_t max_plan_lines = 2'000;
inline constexpr size_t max_plan_cell_bytes = 20'000;

/// Something wrong with a line that did not stop the reading.
struct PlanDoubt {
  size_t line = 0;   ///< of the file or sheet, from 1
  std::string text;  ///< French
};

/// One planned purchase, as written.
struct PlanRow {
  size_t line = 0;
  std::string title, text, cpv, territory;
};

struct PlanFile {
  std::vector<std::string> header;
  PlanColumns columns;
  std::vector<PlanRow> rows;
  std::vector<PlanDoubt> doubts;
};

struct PlanFileOptions {
  std::array<std::string, plan_column_count> named;  ///< by PlanColumn; "": guessed
  std::string sheet;                                 ///< of a workbook; "": the first filled one
};

/// Reads a CSV (any usual separator and encoding) or an XLSX. A formula is never worked out: its
/// stored result is the cell. Refused, with what to do: what is no table, what unpacks to more
/// than 64 MiB, more than max_plan_lines lines, a longer cell (the line is named).
Answer<PlanFile> read_plan_file(std::string_view bytes, const PlanFileOptions& options);

}  // namespace filon
