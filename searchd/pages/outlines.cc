#include "searchd/pages/outlines.h"

#include "annuaire/tsv.h"

namespace filon {

Result<Outlines> load_outlines(const std::filesystem::path& data) {
  const auto table = read_tsv(data / "outlines.tsv", {"code", "path"});
  if (!table) return fail(table.error());
  Outlines outlines;
  for (const Tsv::Row& row : table->rows) {
    if (row.cells[1].find_first_not_of("MLlz0123456789- ") != std::string::npos)
      return fail(ErrorCode::Invalid, "outlines.tsv:{}: not an SVG path of M, l and z", row.line);
    outlines.push_back({row.cells[0], row.cells[1]});
  }
  return outlines;
}

}  // namespace filon
