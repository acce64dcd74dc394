#include "searchd/supply/spaser_lines.h"

#include <algorithm>

#include "searchd/snapshot.h"
#include "searchd/tables.h"

namespace filon {
namespace {

SpaserLine line_of(const PlaceSupply& supply, const SupplyCell& cell, const Spaser& spaser,
                   const Territories& territories) {
  SpaserLine line;
  line.texts[0] = territories[supply.place].name;
  line.texts[1] = territories.to_string(supply.place);
  line.numbers[0] = cell.legal_entities;
  line.numbers[1] = cell.service;
  std::copy(cell.eligible.begin(), cell.eligible.end(), line.numbers.begin() + 2);
  line.numbers[7] = supply.coverage.located;
  line.numbers[8] = supply.coverage.with_sector;
  line.day = spaser.snapshot->manifest.built_at.substr(0, 10);
  return line;
}

}  // namespace

void for_each_line(const Spaser& spaser, const Tables& tables,
                   const std::function<void(const SpaserLine&)>& visit) {
  for (const PlaceSupply& supply : spaser.places) {
    const auto give = [&](const char* type, const std::string& name, const std::string& code,
                          const SupplyCell& cell) {
      SpaserLine line = line_of(supply, cell, spaser, tables.territories);
      line.texts[2] = type;
      line.texts[3] = name;
      line.texts[4] = code;
      visit(line);
    };
    give("tous", "Tous métiers", "", supply.whole);
    for (SectorId id = 0; id < tables.sectors.size(); ++id)
      give("metier", tables.sectors[id].name, tables.sectors[id].slug, supply.rows[id]);
    for (size_t i = 0; i < tables.agec.size(); ++i)
      give("agec", tables.agec[i].name, "", supply.rows[tables.sectors.size() + i]);
  }
}

}  // namespace filon
