#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "annuaire/result.h"
#include "annuaire/sector.h"

namespace filon {

/// A family of goods of article 58 of the loi AGEC, and the trades where such goods are found.
struct AgecFamily {
  std::string name;
  std::vector<SectorId> sectors;  ///< none where the taxonomy has none
};

/// Reads dir/agec.tsv; the error names file and line.
Result<std::vector<AgecFamily>> load_agec(const std::filesystem::path& dir, const Sectors& sectors);

}  // namespace filon
