#include "searchd/supply/changes.h"

namespace filon {
namespace {

int64_t number(uint64_t count) { return static_cast<int64_t>(count); }

void add_both(std::vector<SupplyValue>& row, uint64_t before, uint64_t after) {
  row.emplace_back(number(before));
  row.emplace_back(number(after));
}

}  // namespace

SupplyTable changes_table(const SupplyChanges& changes, const Tables& tables) {
  SupplyTable table{{"territoire",
                     "code_territoire",
                     "metier",
                     "code_metier",
                     "du",
                     "au",
                     "entites_avant",
                     "entites_apres",
                     "ecart",
                     "repondent_avant",
                     "repondent_apres",
                     "handicap_avant",
                     "handicap_apres",
                     "insertion_avant",
                     "insertion_apres",
                     "handicap_ou_insertion_avant",
                     "handicap_ou_insertion_apres",
                     "prison_avant",
                     "prison_apres",
                     "ess_avant",
                     "ess_apres"},
                    {}};
  for (const PlaceId place : changes.places) {
    const std::string value = tables.territories.to_string(place);
    const auto add = [&](const std::string& name, const std::string& slug) {
      const SupplyCell before = changes.before.cell(value, slug);
      const SupplyCell after = changes.after.cell(value, slug);
      if (!slug.empty() && before == SupplyCell() && after == SupplyCell()) return;
      std::vector<SupplyValue> row{tables.territories[place].name,
                                   value,
                                   name,
                                   slug,
                                   changes.before.built_at.substr(0, 10),
                                   changes.after.built_at.substr(0, 10)};
      add_both(row, before.legal_entities, after.legal_entities);
      row.emplace_back(number(after.legal_entities) - number(before.legal_entities));
      add_both(row, before.service, after.service);
      for (size_t i = 0; i < eligible_count; ++i)
        add_both(row, before.eligible[i], after.eligible[i]);
      table.rows.push_back(std::move(row));
    };
    add("Tous métiers", "");
    for (const Sector& sector : tables.sectors.all()) add(sector.name, sector.slug);
  }
  return table;
}

}  // namespace filon
