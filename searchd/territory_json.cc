#include "searchd/territory_json.h"

#include "annuaire/json_writer.h"
#include "searchd/relays_json.h"
#include "searchd/search_json.h"

namespace filon {
namespace {

void write_place(JsonWriter& json, PlaceId id, const Territories& territories) {
  const Territory& place = territories[id];
  json.key("value").string(territories.to_string(id)).key("kind").string(to_string(place.kind));
  json.key("code").string(place.code).key("name").string(place.name);
  json.key("detail").string_or_null(place.detail);
  json.key("post_codes").strings(place.post_codes);
  json.key("population");
  place.population ? json.integer(place.population) : json.null();
}

void write_parents(JsonWriter& json, const Territory& place, const Territories& territories) {
  json.key("parents").begin_array();
  for (const auto& parent :
       {place.parents.ept, place.parents.epci, place.parents.departement, place.parents.region}) {
    if (!parent) continue;
    json.begin_object();
    write_place(json, *parent, territories);
    json.end_object();
  }
  json.end_array();
}

void write_centre(JsonWriter& json, const Territory& territory) {
  json.key("centre");
  if (territory.centre)
    json.begin_object()
        .key("lat")
        .real(territory.centre->lat, 6)
        .key("lon")
        .real(territory.centre->lon, 6)
        .key("precision")
        .string(to_string(territory.precision))
        .end_object();
  else
    json.null();
}

void write_supply(JsonWriter& json, const SearchResult& found) {
  json.key("supply").begin_object();
  json.key("located").integer(static_cast<int64_t>(found.coverage.located));
  json.key("with_sector").integer(static_cast<int64_t>(found.coverage.with_sector));
  json.key("legal_entities").integer(static_cast<int64_t>(found.legal_entities));
  json.key("sectors");
  write_facet_values(json, found.facet(Facet::Sector));
  json.key("kinds");
  write_facet_values(json, found.facet(Facet::Kind));
  json.key("reservations");
  write_facet_values(json, found.facet(Facet::Reservation));
  json.end_object();
}

}  // namespace

std::string places_json(std::string_view q, size_t limit, const Tables& tables) {
  JsonWriter json;
  json.begin_object().key("territories").begin_array();
  for (const PlaceId id : tables.territories.search(q, limit)) {
    json.begin_object();
    write_place(json, id, tables.territories);
    write_parents(json, tables.territories[id], tables.territories);
    json.end_object();
  }
  json.end_array().end_object();
  return json.take();
}

std::string place_json(PlaceId place, std::shared_ptr<const Snapshot> snapshot,
                       const Tables& tables) {
  SearchRequest request;
  request.territories = {place};
  request.located_only = true;
  request.per_page = 1;
  for (const Facet facet : {Facet::Sector, Facet::Kind, Facet::Reservation})
    request.wanted_facets[static_cast<size_t>(facet)] = true;
  const auto found =
      search(request, std::move(snapshot), tables, paris_day(std::chrono::system_clock::now()));
  JsonWriter json;
  json.begin_object();
  write_place(json, place, tables.territories);
  const Territory& territory = tables.territories[place];
  write_parents(json, territory, tables.territories);
  write_centre(json, territory);
  for (const auto& [name, table] : {std::pair{"relays", &tables.relays},
                                    {"mandataires", &tables.mandataires},
                                    {"links", &tables.links}}) {
    json.key(name);
    write_relay_list(json, relays_of(place, *table, tables.territories), tables.territories);
  }
  if (found) write_supply(json, *found);
  json.end_object();
  return json.take();
}

}  // namespace filon
