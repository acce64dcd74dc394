#include "searchd/relays.h"

#include <algorithm>

#include "annuaire/tsv.h"

namespace filon {

Result<std::vector<Relay>> load_relays(const std::filesystem::path& file,
                                       const Territories& territories) {
  const auto table = read_tsv(file, {"territory", "name", "kind", "url"});
  if (!table) return fail(table.error());
  std::vector<Relay> relays;
  for (const Tsv::Row& row : table->rows) {
    const auto place = territories.parse(row.cells[0]);
    if (!place)
      return fail(ErrorCode::Invalid, "{}:{}: {}", file.string(), row.line, place.error().message);
    const std::string& url = row.cells[3];
    if (row.cells[1].empty() || row.cells[2].empty() ||
        (!url.empty() && !url.starts_with("https://")))
      return fail(ErrorCode::Invalid,
                  "{}:{}: a relay has a name, a kind, and an https:// address or none",
                  file.string(), row.line);
    relays.push_back({*place, row.cells[1], row.cells[2], url});
  }
  return relays;
}

std::vector<const Relay*> relays_of(const std::vector<PlaceId>& places,
                                    const std::vector<Relay>& relays,
                                    const Territories& territories) {
  std::vector<const Relay*> found;
  for (const Relay& relay : relays)
    if (std::any_of(places.begin(), places.end(),
                    [&](PlaceId place) { return territories.contains(relay.territory, place); }))
      found.push_back(&relay);
  std::stable_sort(found.begin(), found.end(), [&](const Relay* a, const Relay* b) {
    return territories.communes_of(a->territory).size() <
           territories.communes_of(b->territory).size();
  });
  return found;
}

std::vector<const Relay*> relays_of(PlaceId place, const std::vector<Relay>& relays,
                                    const Territories& territories) {
  return relays_of(std::vector<PlaceId>{place}, relays, territories);
}

}  // namespace filon
