#include "searchd/supply/agec.h"

#include <algorithm>

#include "annuaire/tsv.h"

namespace filon {

Result<std::vector<AgecFamily>> load_agec(const std::filesystem::path& dir,
                                          const Sectors& sectors) {
  const auto file = dir / "agec.tsv";
  const auto table = read_tsv(file, {"family", "sectors"});
  if (!table) return fail(table.error());
  std::vector<AgecFamily> families;
  for (const Tsv::Row& row : table->rows) {
    AgecFamily family{row.cells[0], {}};
    const std::string& list = row.cells[1];
    for (size_t start = 0; start < list.size();) {
      const size_t end = std::min(list.find(',', start), list.size());
      const std::string slug = list.substr(start, end - start);
      const auto sector = sectors.find(slug);
      if (!sector)
        return fail(ErrorCode::Invalid, "{}:{}: '{}' is no sector of sectors.tsv", file.string(),
                    row.line, slug);
      family.sectors.push_back(*sector);
      start = end + 1;
    }
    families.push_back(std::move(family));
  }
  return families;
}

}  // namespace filon
