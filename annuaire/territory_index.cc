// What a Territories derives from its rows: parents and centres of the larger kinds, names, order.
#include <algorithm>

#include "annuaire/territory_loader.h"

namespace filon {
namespace {

// "CC Faucigny" is looked for as "Faucigny".
std::string_view without_epci_kind(std::string_view key) {
  for (const std::string_view kind : {"cc ", "ca ", "cu "}) {
    if (!key.starts_with(kind)) continue;
    key.remove_prefix(kind.size());
    for (const std::string_view link : {"de la ", "de l ", "du ", "des ", "de ", "d "})
      if (key.starts_with(link)) return key.substr(link.size());
    return key;
  }
  return {};
}

}  // namespace

// The parents all members share.
void TerritoryLoader::finish_parents(PlaceId id) {
  Territory& territory = made_.territories_[id];
  const auto shared = [&](std::optional<PlaceId> Parents::*parent) -> std::optional<PlaceId> {
    const auto& communes = members(id);
    const auto first = made_.territories_[communes.front()].parents.*parent;
    const bool same = std::all_of(communes.begin(), communes.end(), [&](PlaceId commune) {
      return made_.territories_[commune].parents.*parent == first;
    });
    return same ? first : std::nullopt;
  };
  if (territory.kind != TerritoryKind::Epci || members(id).empty()) return;
  territory.parents.departement = shared(&Parents::departement);
  territory.parents.region = shared(&Parents::region);
  if (territory.detail == "EPT") territory.parents.epci = shared(&Parents::epci);
}

// For want of a given centre: the point people live around.
void TerritoryLoader::finish_larger() {
  for (PlaceId id = static_cast<PlaceId>(made_.first_of_kind_[1]); id < made_.france(); ++id) {
    finish_parents(id);
    Territory& territory = made_.territories_[id];
    if (territory.centre) continue;
    Point sum;
    double people = 0;
    for (const PlaceId member : members(id)) {
      const Territory& commune = made_.territories_[member];
      if (!commune.centre) continue;
      const double weight = std::max(1.0, static_cast<double>(commune.population));
      sum = {sum.lat + weight * commune.centre->lat, sum.lon + weight * commune.centre->lon};
      people += weight;
    }
    if (people > 0) territory.centre = Point{sum.lat / people, sum.lon / people};
  }
}

void TerritoryLoader::index_name(PlaceId id) {
  const Territory& territory = made_.territories_[id];
  const std::string key = place_key(territory.name);
  made_.names_.add(id, key, NameRank::Name, true);
  if (territory.kind != TerritoryKind::Epci) return;
  if (const std::string_view rest = without_epci_kind(key); !rest.empty())
    made_.names_.add(id, rest, NameRank::Name, false);
}

void TerritoryLoader::index_names() {
  for (const PlaceId id : made_.ids_) index_name(id);
  made_.names_.sort();
}

void TerritoryLoader::order_by_weight() {
  std::vector<PlaceId> order = made_.ids_;
  std::sort(order.begin(), order.end(), [this](PlaceId a, PlaceId b) {
    const Territory &x = made_.territories_[a], &y = made_.territories_[b];
    if (x.population != y.population) return x.population > y.population;
    return x.kind != y.kind ? x.kind > y.kind : a < b;
  });
  made_.weight_order_.resize(order.size());
  for (uint32_t place = 0; place < order.size(); ++place) made_.weight_order_[order[place]] = place;
}

}  // namespace filon
