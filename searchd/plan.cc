#include "searchd/plan.h"

#include <algorithm>

#include "annuaire/stable_hash.h"
#include "searchd/snapshot.h"
#include "searchd/tables.h"

namespace filon {
namespace {

void want(const StringList& values, std::string_view value, std::vector<uint8_t>& wanted) {
  if (const auto number = values.find(value)) wanted[*number] = 1;
}

void choose_values(const SearchRequest& request, const Image& image, Plan& plan) {
  for (const FacetInfo& info : facets) {
    Choice& choice = plan.choices[static_cast<size_t>(info.facet)];
    const StringList& values = image.facet(info.facet).values;
    choice.wanted.resize(values.size());
    choice.asked = !request.asked(info.facet).empty();
    for (const std::string& value : request.asked(info.facet)) want(values, value, choice.wanted);
  }
}

void choose_sectors(const SearchRequest& request, const Tables& tables, const Image& image,
                    Plan& plan) {
  Choice& choice = plan.choices[static_cast<size_t>(Facet::Sector)];
  choice.asked = !request.sectors.empty();
  for (const std::string& slug : request.sectors)
    for (const SectorId sector : tables.sectors.resolve(slug))
      want(image.facet(Facet::Sector).values, tables.sectors[sector].slug, choice.wanted);
}

void want_place(PlaceId id, const Tables& tables, const Image& image, PlacePlan& plan) {
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
  for (const PlaceId related : tables.territories.related(id))
    want(image.areas, tables.territories.to_string(related), plan.areas);
}

void choose_places(const SearchRequest& request, const Tables& tables, const Image& image,
                   PlacePlan& plan) {
  plan.asked = !request.territories.empty();
  if (!plan.asked) return;
  plan.communes.resize(image.communes.size());
  plan.epts.resize(image.epts.size());
  plan.epcis.resize(image.facet(Facet::Epci).values.size());
  plan.departements.resize(image.facet(Facet::Departement).values.size());
  plan.regions.resize(image.facet(Facet::Region).values.size());
  plan.areas.resize(image.areas.size());
  plan.reached.resize(image.areas.size());
  for (const PlaceId id : request.territories) want_place(id, tables, image, plan);
}

void choose_terms(const Question& question, const Image& image, Plan& plan) {
  for (const AskedWord& word : question.words) {
    if (!word.stem) {
      plan.impossible = true;
      continue;
    }
    const uint64_t start = image.posting_starts[*word.stem];
    const uint64_t size = image.posting_starts[*word.stem + 1] - start;
    plan.terms.push_back({image.posting_docs.subspan(start, size),
                          image.posting_fields.subspan(start, size),
                          static_cast<uint32_t>(rarity_step(image.documents, size))});
  }
}

void choose_identified(const Question& question, const Snapshot& snapshot, Plan& plan) {
  if (question.identifiers.empty()) return;
  plan.only.emplace();
  for (const IdentifierReading& reading : question.identifiers) {
    const std::string_view prefix = reading.value.size() == 14 ? siret_prefix : siren_prefix;
    const auto found = snapshot.with_term(std::string(prefix) + reading.value);
    plan.only->insert(plan.only->end(), found.begin(), found.end());
  }
  std::sort(plan.only->begin(), plan.only->end());
  plan.only->erase(std::unique(plan.only->begin(), plan.only->end()), plan.only->end());
}

}  // namespace

Plan make_plan(const SearchRequest& request, const Question& question, const Tables& tables,
               const Snapshot& snapshot, std::string_view seed, uint32_t today) {
  const Image& image = *snapshot.image;
  Plan plan;
  choose_terms(question, image, plan);
  choose_identified(question, snapshot, plan);
  choose_values(request, image, plan);
  choose_sectors(request, tables, image, plan);
  choose_places(request, tables, image, plan.place);
  plan.declared_only = request.declared_only;
  plan.label_expired = request.label_expired;
  plan.inactive = request.inactive;
  plan.located_only = request.located_only;
  plan.national = request.national;
  plan.today = today;
  if (request.near) {
    plan.near = plan.origin = request.near->point;
    plan.radius_km = request.near->radius_km;
  } else if (request.territories.size() == 1) {
    plan.origin = tables.territories[request.territories[0]].centre;
  }
  plan.sort = request.sort;
  plan.count = static_cast<size_t>(request.per_page);
  plan.offset = static_cast<size_t>(request.page - 1) * plan.count;
  plan.facets = request.wanted_facets;
  plan.seed_hash = stable_hash(seed);
  return plan;
}

}  // namespace filon
