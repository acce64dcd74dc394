#include "annuaire/tsv.h"

#include <fmt/ranges.h>

#include <fstream>

namespace filon {
namespace {

std::vector<std::string> split_cells(const std::string& line) {
  std::vector<std::string> cells;
  size_t start = 0;
  for (size_t tab; (tab = line.find('\t', start)) != std::string::npos; start = tab + 1)
    cells.push_back(line.substr(start, tab - start));
  cells.push_back(line.substr(start));
  return cells;
}

}  // namespace

Result<Tsv> read_tsv(const std::filesystem::path& file, const std::vector<std::string>& columns) {
  std::ifstream in(file);
  if (!in) return fail(ErrorCode::NotFound, "{}: cannot be opened", file.string());
  Tsv table;
  std::string line;
  for (size_t number = 1; std::getline(in, line); ++number) {
    if (line.empty() || line[0] == '#') continue;
    std::vector<std::string> cells = split_cells(line);
    if (table.header.empty()) {
      if (cells != columns)
        return fail(ErrorCode::Invalid, "{}:{}: the header is not '{}'", file.string(), number,
                    fmt::join(columns, " "));
      table.header = std::move(cells);
    } else if (cells.size() != columns.size()) {
      return fail(ErrorCode::Invalid, "{}:{}: {} cells where the header has {}", file.string(),
                  number, cells.size(), columns.size());
    } else {
      table.rows.push_back({number, std::move(cells)});
    }
  }
  if (table.header.empty())
    return fail(ErrorCode::Invalid, "{}: has no header line", file.string());
  return table;
}

}  // namespace filon
