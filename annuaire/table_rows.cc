#include "annuaire/table_rows.h"

#include <algorithm>

namespace filon {
namespace {

/// A title and a few lines on where the list comes from may stand above the header.
constexpr size_t most_lines_above = 20;

std::string column_name(std::string_view text) {
  const auto is_blank = [](char c) { return static_cast<unsigned char>(c) <= ' '; };
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return std::string(text);
}

size_t filled(const TableRow& row) {
  return static_cast<size_t>(std::count_if(
      row.cells.begin(), row.cells.end(),
      [](const auto& cell) { return cell.find_first_not_of(" \t\r\n") != std::string::npos; }));
}

}  // namespace

Status TableRows::add(TableRow row) {
  const size_t cells = filled(row);
  if (cells == 0) return done();
  if (row.cells.size() > options_.limits.columns)
    return fail(ErrorCode::Invalid, "line {}: {} columns, more than {}; is it a table?", row.line,
                row.cells.size(), options_.limits.columns);
  if (has_header()) return pass(std::move(row));
  waiting_.push_back(std::move(row));
  if (cells > 1) return settle_header(waiting_.size() - 1);
  return waiting_.size() < most_lines_above ? done() : settle_header(0);
}

Status TableRows::finish() { return has_header() || waiting_.empty() ? done() : settle_header(0); }

Status TableRows::settle_header(size_t index) {
  TableRow row = std::move(waiting_[index]);
  for (std::string& cell : row.cells) cell = column_name(cell);
  while (!row.cells.empty() && row.cells.back().empty()) row.cells.pop_back();
  header_ = std::move(row.cells);
  if (Status taken = sink_.header(header_, row.line); !taken) return taken;
  std::vector<TableRow> rest(
      std::make_move_iterator(waiting_.begin() + static_cast<long>(index) + 1),
      std::make_move_iterator(waiting_.end()));
  waiting_.clear();
  for (TableRow& later : rest)
    if (Status passed = pass(std::move(later)); !passed) return passed;
  return done();
}

Status TableRows::pass(TableRow row) {
  if (++rows_ > options_.limits.rows)
    return fail(ErrorCode::Invalid, "line {}: more than {} rows", row.line, options_.limits.rows);
  // Spreadsheets leave separators behind for columns that were emptied.
  while (row.cells.size() > header_.size() && row.cells.back().empty()) row.cells.pop_back();
  if (ragged_is_odd_ && row.cells.size() != header_.size() && sink_.note)
    sink_.note(
        {row.line,
         fmt::format("{} cells where the header has {}: {}", row.cells.size(), header_.size(),
                     row.cells.size() > header_.size() ? "the leading ones are kept"
                                                       : "the others are taken as empty")});
  row.cells.resize(header_.size());
  return sink_.row(std::move(row));
}

}  // namespace filon
