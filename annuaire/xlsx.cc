#include <algorithm>
#include <map>

#include "annuaire/table_rows.h"
#include "annuaire/text.h"
#include "annuaire/xlsx_sheet.h"
#include "annuaire/zip.h"

namespace filon {
namespace {

/// Shared strings are the one part that is held whole.
constexpr uint64_t most_part_bytes = uint64_t{256} << 20;

ZipLimits zip_limits(const TableOptions& options) {
  return {options.limits.bytes, options.limits.entries};
}

Result<Workbook> open_workbook(std::string_view bytes, const TableOptions& options) {
  std::map<std::string, std::string> parts;
  std::string* current = nullptr;
  uint64_t held = 0;
  ZipSink sink;
  sink.wants = [&](const std::string& path) {
    if (!is_workbook_part(path)) return false;
    current = &parts[path];
    return true;
  };
  sink.take = [&](std::string_view piece) {
    held += piece.size();
    if (held <= most_part_bytes) current->append(piece);
    return held <= most_part_bytes;
  };
  if (Status visited = visit_zip(bytes, zip_limits(options), sink); !visited)
    return std::move(visited).failure();
  if (held > most_part_bytes)
    return fail(ErrorCode::Invalid, "the workbook's texts take more than {} bytes",
                most_part_bytes);
  return read_workbook(parts);
}

// Where the closing tag of the rows stands, or npos.
size_t end_of_rows(const std::string& text) {
  static constexpr std::string_view tag_end = "sheetData>";
  for (size_t at = text.find(tag_end); at != std::string::npos; at = text.find(tag_end, at + 1)) {
    const size_t open = text.rfind('<', at);
    if (open != std::string::npos && text[open + 1] == '/') return at;
  }
  return std::string::npos;
}

// The merged ranges, which a sheet tells after its rows.
Result<std::vector<MergedRows>> read_merged(std::string_view bytes, const std::string& path,
                                            const TableOptions& options) {
  static constexpr size_t most_bytes = size_t{4} << 20, longest_tag = 64;
  std::string text;
  bool past_rows = false;
  ZipSink sink;
  sink.wants = [&](const std::string& entry) { return entry == path; };
  sink.take = [&](std::string_view piece) {
    text += piece;
    if (past_rows) return text.size() < most_bytes;
    const size_t end = end_of_rows(text);
    past_rows = end != std::string::npos;
    text.erase(0, past_rows ? end : text.size() - std::min(text.size(), longest_tag));
    return true;
  };
  if (Status visited = visit_zip(bytes, zip_limits(options), sink); !visited)
    return std::move(visited).failure();
  return merged_rows(past_rows ? text : "");
}

// False when the sheet has no row to be a header.
Result<bool> visit_sheet(std::string_view bytes, const Workbook& workbook, const std::string& path,
                         const TableOptions& options, const TableSink& sink) {
  const auto merged = read_merged(bytes, path, options);
  if (!merged) return fail(merged.error());
  SheetReader reader(workbook, options.limits, *merged);
  TableRows rows(options, sink, false);
  Status outcome = done();
  ZipSink pieces;
  pieces.wants = [&](const std::string& entry) { return entry == path; };
  pieces.take = [&](std::string_view piece) {
    auto read = reader.take(piece);
    if (!read)
      outcome = std::move(read).failure();
    else
      for (TableRow& row : *read)
        if (outcome) outcome = rows.add(std::move(row));
    return static_cast<bool>(outcome);
  };
  const Status visited = visit_zip(bytes, zip_limits(options), pieces);
  if (!outcome) return fail(outcome.error());
  if (!visited) return fail(visited.error());
  if (Status finished = rows.finish(); !finished) return std::move(finished).failure();
  return rows.has_header();
}

}  // namespace

Status visit_xlsx(std::string_view bytes, const TableOptions& options, const TableSink& sink) {
  const auto workbook = open_workbook(bytes, options);
  if (!workbook) return fail(workbook.error());
  std::vector<std::string> names;
  for (const Workbook::Sheet& sheet : workbook->sheets) {
    names.push_back(sheet.name);
    if (!options.sheet.empty() && fold(sheet.name) != fold(options.sheet)) continue;
    const auto found = visit_sheet(bytes, *workbook, sheet.path, options, sink);
    if (!found)
      return fail(found.error().code, "sheet '{}': {}", sheet.name, found.error().message);
    if (*found) return done();
  }
  if (options.sheet.empty()) return fail(ErrorCode::Invalid, "no sheet of the workbook has a row");
  std::string all;
  for (const std::string& name : names) all += (all.empty() ? "'" : "', '") + name;
  return fail(ErrorCode::Invalid, "the workbook has no filled sheet '{}'; its sheets are {}'",
              options.sheet, all);
}

}  // namespace filon
