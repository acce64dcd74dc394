#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "annuaire/structure.h"
#include "searchd/exports/export_note.h"
#include "searchd/match/matcher.h"

namespace filon {

/// A text, or a number that a spreadsheet may add and sort.
struct Cell {
  std::string text;
  std::optional<double> number;
  int decimals = 0;
};

/// One record of the answer, with what its cells are made of.
struct ExportRow {
  const Structure& structure;
  const Hit& hit;
  const Tables& tables;
  const ExportNote& note;
};

struct Column {
  std::string_view title;  ///< French; a promise to scripts, like a key of the JSON
  int width;               ///< in characters, of a spreadsheet
  Cell (*cell)(const ExportRow&);
  bool of_note = false;  ///< of the question and its dates, not of a structure
};

/// The columns of the CSV and XLSX exports, in order. Values of a list are parted by " | ", which
/// no name holds. The last ones say what was asked and when, on each line: lines get copied from
/// one list into another.
std::span<const Column> export_columns();

/// A number as both formats print it.
std::string number_text(const Cell& cell);

}  // namespace filon
