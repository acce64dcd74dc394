#include "searchd/match/place_plan.h"

#include <algorithm>

#include "searchd/match/count_bits.h"
#include "searchd/match/place_fit.h"
#include "searchd/snapshot.h"
#include "searchd/tables.h"

namespace filon {
namespace {

// Whether one place contains the other.
bool is_related(PlaceId id, PlaceId other, const Territories& territories) {
  if (territories[other].kind != TerritoryKind::Commune)
    return territories.contains(other, id) || territories.contains(id, other);
  const auto own = territories.communes_of(id);
  return std::binary_search(own.begin(), own.end(), other) || territories.contains(other, id);
}

void want_place(PlaceId id, const Tables& tables, const Snapshot& snapshot, PlacePlan& plan) {
  const Image& image = *snapshot.image;
  const Territory& place = tables.territories[id];
  const std::string text = tables.territories.to_string(id);
  switch (place.kind) {
    case TerritoryKind::Commune:
      want(image.communes, place.code, plan.communes);
      if (place.centre) plan.centres.push_back(*place.centre);
      break;
    case TerritoryKind::Epci:
      want(image.facet(Facet::Epci).values, text, plan.epcis);
      want(image.epts, place.code, plan.epts);
      break;
    case TerritoryKind::Departement:
      want(image.facet(Facet::Departement).values, text, plan.departements);
      break;
    case TerritoryKind::Region:
      want(image.facet(Facet::Region).values, text, plan.regions);
      break;
    case TerritoryKind::France:
      plan.anywhere = true;
      break;
  }
  if (place.kind != TerritoryKind::Commune) want(image.areas, text, plan.reached);
  // An index knows few areas, where a region holds thousands of places.
  for (size_t area = 0; area < snapshot.place_of_area.size(); ++area)
    if (const auto served = snapshot.place_of_area[area])
      plan.areas[area] |= is_related(id, *served, tables.territories);
}

// `first`: what value 0 is called in `sets`.
void add_values(const std::vector<uint8_t>& wanted, const ValueSets& sets, Bits& found,
                size_t first = 0) {
  for (size_t value = 0; value < wanted.size(); ++value)
    if (wanted[value]) sets.add_to(found, first + value);
}

// The documents whose commune (or département, where no commune is known) lies in a place asked.
Bits located_in(const PlacePlan& place, const RecordSets& sets) {
  Bits found = place.anywhere ? sets.located : Bits(sets.documents);
  add_values(place.epcis, sets.of(Facet::Epci), found);
  add_values(place.departements, sets.of(Facet::Departement), found);
  add_values(place.regions, sets.of(Facet::Region), found);
  add_values(place.communes, sets.communes, found, 1);
  add_values(place.epts, sets.epts, found, 1);
  return found;
}

bool wants_any(const std::vector<uint8_t>& wanted) {
  return std::find(wanted.begin(), wanted.end(), 1) != wanted.end();
}

// Départements and regions are whole runs.
std::optional<std::vector<size_t>> runs_of(const PlacePlan& place, const PlaceRuns& runs) {
  if (place.anywhere || wants_any(place.communes) || wants_any(place.epts) ||
      wants_any(place.epcis))
    return std::nullopt;
  const auto has = [](const std::vector<uint8_t>& wanted, uint16_t value) {
    return value != PlaceRuns::none && wanted[value];
  };
  std::vector<size_t> found;
  for (size_t i = 0; i < runs.runs().size(); ++i) {
    const auto& [end, departement, region] = runs.runs()[i];
    if (has(place.departements, departement) || has(place.regions, region)) found.push_back(i);
  }
  return found;
}

PlacePlan plan_of(const std::vector<PlaceId>& places, const Tables& tables,
                  const Snapshot& snapshot) {
  const Image& image = *snapshot.image;
  PlacePlan plan;
  plan.communes.resize(image.communes.size());
  plan.epts.resize(image.epts.size());
  plan.epcis.resize(image.facet(Facet::Epci).values.size());
  plan.departements.resize(image.facet(Facet::Departement).values.size());
  plan.regions.resize(image.facet(Facet::Region).values.size());
  plan.areas.resize(image.areas.size());
  plan.reached.resize(image.areas.size());
  for (const PlaceId id : places) want_place(id, tables, snapshot, plan);
  plan.documents = located_in(plan, *snapshot.sets);
  for (size_t b = 0; b * block_words < plan.documents.word_count(); ++b)
    plan.in_block.push_back(count_bits(plan.documents.block(b), block_words) > 0);
  plan.runs = runs_of(plan, snapshot.sets->runs);
  plan.coverage = coverage_of(plan.documents, *snapshot.sets);
  return plan;
}

size_t bytes_of(const PlacePlan& plan) {
  size_t bytes = sizeof plan + plan.documents.word_count() * sizeof(uint64_t) +
                 plan.centres.size() * sizeof(Point);
  for (const auto* wanted : {&plan.communes, &plan.epts, &plan.epcis, &plan.departements,
                             &plan.regions, &plan.areas, &plan.reached})
    bytes += wanted->size();
  if (plan.runs) bytes += plan.runs->size() * sizeof(size_t);
  return bytes;
}

}  // namespace

std::shared_ptr<const PlacePlan> plan_places(const std::vector<PlaceId>& places,
                                             const Tables& tables, const Snapshot& snapshot) {
  if (places.empty()) return nullptr;
  const std::string key(reinterpret_cast<const char*>(places.data()),
                        places.size() * sizeof(PlaceId));
  if (auto kept = snapshot.kept_places.find(key)) return kept;
  const auto plan = std::make_shared<const PlacePlan>(plan_of(places, tables, snapshot));
  snapshot.kept_places.keep(key, plan, key.size() + bytes_of(*plan));
  return plan;
}

}  // namespace filon
