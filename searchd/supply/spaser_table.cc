#include "searchd/snapshot.h"
#include "searchd/supply/spaser.h"
#include "searchd/tables.h"

namespace filon {

SupplyTable spaser_table(const Spaser& spaser, const Tables& tables) {
  SupplyTable table{{"territoire", "code_territoire", "type", "metier", "code_metier", "entites",
                     "repondent", "handicap", "insertion", "handicap_ou_insertion", "prison", "ess",
                     "structures_implantees", "avec_metier_connu", "donnees_du"},
                    {}};
  const std::string day = spaser.snapshot->manifest.built_at.substr(0, 10);
  for (const PlaceSupply& supply : spaser.places) {
    const auto add = [&](const char* type, const std::string& name, const std::string& code,
                         const SupplyCell& cell) {
      std::vector<SupplyValue> row{tables.territories[supply.place].name,
                                   tables.territories.to_string(supply.place), type, name, code};
      for (const uint64_t count : {cell.legal_entities, cell.service})
        row.emplace_back(static_cast<int64_t>(count));
      for (const uint64_t count : cell.eligible) row.emplace_back(static_cast<int64_t>(count));
      for (const uint64_t count : {supply.coverage.located, supply.coverage.with_sector})
        row.emplace_back(static_cast<int64_t>(count));
      row.emplace_back(day);
      table.rows.push_back(std::move(row));
    };
    add("tous", "Tous métiers", "", supply.whole);
    for (SectorId id = 0; id < tables.sectors.size(); ++id)
      add("metier", tables.sectors[id].name, tables.sectors[id].slug, supply.rows[id]);
    for (size_t i = 0; i < tables.agec.size(); ++i)
      add("agec", tables.agec[i].name, "", supply.rows[tables.sectors.size() + i]);
  }
  return table;
}

}  // namespace filon
