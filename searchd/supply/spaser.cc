#include "searchd/supply/spaser.h"

#include <algorithm>

#include "searchd/parameter_reader.h"
#include "searchd/request_places.h"
#include "searchd/snapshot.h"
#include "searchd/tables.h"

namespace filon {

Answer<std::vector<PlaceId>> read_spaser_places(const Parameters& parameters,
                                                const Territories& territories) {
  ParameterReader reader(parameters, Strictness::Strict);
  SearchRequest asked;
  read_territories(reader, parameters, territories, asked);
  const bool parts = reader.flag("parts", false);
  if (asked.territories.empty())
    reader.report({.code = ProblemCode::MissingParameter,
                   .param = "territory",
                   .reason_fr = "Donnez un département ou un EPCI : departement:21.",
                   .reason_en = "Give a département or an EPCI: departement:21."});
  std::vector<PlaceId> places = asked.territories;
  if (parts) {
    places.clear();
    for (const PlaceId place : asked.territories)
      for (const PlaceId part : parts_of(place, territories)) places.push_back(part);
    std::sort(places.begin(), places.end());
    places.erase(std::unique(places.begin(), places.end()), places.end());
  }
  if (!reader.problem() && (places.empty() || places.size() > max_spaser_places))
    reader.report({.code = ProblemCode::InvalidValue,
                   .param = parts ? "parts" : "territory",
                   .value = parts ? "true" : std::to_string(places.size()),
                   .reason_fr = fmt::format("Il y aurait {} territoires ; il en faut 1 à {}.",
                                            places.size(), max_spaser_places),
                   .reason_en = fmt::format("There would be {} territories; 1 to {} are possible.",
                                            places.size(), max_spaser_places)});
  if (reader.problem()) return refuse(*std::move(reader.problem()));
  return places;
}

Spaser measure_spaser(const std::vector<PlaceId>& places, std::shared_ptr<const Snapshot> snapshot,
                      const Tables& tables) {
  std::vector<WantedSectors> rows = a_row_each(*snapshot, tables);
  const size_t trades = rows.size();
  for (const AgecFamily& family : tables.agec) {
    WantedSectors together(snapshot->image->facet(Facet::Sector).values.size());
    for (const SectorId sector : family.sectors)
      for (size_t value = 0; value < together.size(); ++value)
        together[value] |= sector < trades ? rows[sector][value] : 0;
    rows.push_back(std::move(together));
  }
  auto supplies = supply_of(places, rows, *snapshot, tables);
  return {std::move(snapshot), std::move(supplies)};
}

}  // namespace filon
