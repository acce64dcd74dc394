#include "searchd/search_json.h"

#include "annuaire/document.h"
#include "annuaire/json_writer.h"
#include "searchd/interpretation_json.h"
#include "searchd/tables.h"

namespace filon {
namespace {

// Begins with the members of an object that is JSON already, at least one; end_object() ends it.
JsonWriter& continue_object(JsonWriter& json, std::string_view object) {
  return json.raw(object.substr(0, object.size() - 1));
}

void write_filters(JsonWriter& json, const SearchRequest& request, const Tables& tables) {
  json.key("filters").begin_object();
  json.key("sector").strings(request.sectors);
  json.key("origin").string_or_null(request.declared_only ? "declared" : "");
  json.key("territory").begin_array();
  for (const PlaceId place : request.territories) json.string(tables.territories.to_string(place));
  json.end_array().key("reach").string(request.located_only ? "located" : "serves");
  json.key("national").boolean(request.national);
  json.key("near").string_or_null(request.near ? request.near->text : "");
  json.key("radius_km");
  request.near ? json.integer(request.near->radius_km) : json.null();
  for (const FacetInfo& info : facets) {
    const bool place = info.facet == Facet::Departement || info.facet == Facet::Region ||
                       info.facet == Facet::Epci;
    if (place || info.facet == Facet::Sector || info.facet == Facet::SectorGroup) continue;
    json.key(info.name).strings(request.asked(info.facet));
  }
  json.key("label_expired").boolean(request.label_expired);
  json.key("inactive").boolean(request.inactive);
  json.key("sort").string(to_string(request.sort)).end_object();
}

std::string_view reach_name(PlaceClass place) {
  switch (place) {
    case PlaceClass::Located:
      return "located";
    case PlaceClass::Serves:
      return "serves";
    case PlaceClass::National:
      return "national";
    case PlaceClass::None:
      break;
  }
  return "";
}

void write_facets(JsonWriter& json, const SearchResult& result) {
  json.key("facets").begin_object();
  for (const FacetInfo& info : facets) {
    if (!result.request.wanted_facets[static_cast<size_t>(info.facet)]) continue;
    json.key(info.name);
    write_facet_values(json, result.facet(info.facet));
  }
  json.end_object();
}

}  // namespace

void write_facet_values(JsonWriter& json, const std::vector<FacetValue>& values) {
  json.begin_array();
  for (const FacetValue& value : values) {
    continue_object(json, value.text->json);
    json.key("count").integer(value.count).end_object();
  }
  json.end_array();
}

void write_query(JsonWriter& json, const SearchResult& result, const Tables& tables) {
  json.key("query").begin_object().key("q").string(result.request.q);
  write_interpretation(json, result.question);
  write_filters(json, result.request, tables);
  json.end_object();
}

void write_hit(JsonWriter& json, const FoundStructure& found) {
  continue_object(json, split_data(found.data).first).key("distance_km");
  found.hit.km ? json.real(*found.hit.km, 1) : json.null();
  json.key("reach").string_or_null(reach_name(found.hit.place));
  json.key("snippet").string_or_null(found.snippet).key("why").begin_array();
  for (const Why& why : found.why)
    json.begin_object()
        .key("signal")
        .string(why.signal)
        .key("value")
        .string(why.value)
        .key("text")
        .string(why.text)
        .end_object();
  json.end_array().end_object();
}

void write_index(JsonWriter& json, const Snapshot& snapshot) {
  const Manifest& manifest = snapshot.manifest;
  json.key("index").begin_object().key("generation").integer(manifest.generation);
  json.key("built_at").string_or_null(manifest.built_at);
  json.key("structures").integer(manifest.structures).key("sources").begin_array();
  for (const Manifest::Source& source : manifest.sources)
    json.begin_object()
        .key("name")
        .string(source.name)
        .key("harvested_at")
        .string_or_null(source.harvested_at)
        .key("structures")
        .integer(source.structures)
        .key("stale")
        .boolean(source.stale)
        .key("licence")
        .string_or_null(source.licence)
        .key("attribution")
        .string_or_null(source.attribution)
        .end_object();
  json.end_array().end_object();
}

std::string to_json(const SearchResult& result, const Tables& tables) {
  const auto number = [](uint64_t value) { return static_cast<int64_t>(value); };
  JsonWriter json;
  json.begin_object();
  write_query(json, result, tables);
  json.key("total").integer(number(result.total));
  json.key("legal_entities").integer(number(result.legal_entities));
  json.key("without_siren").integer(number(result.without_siren));
  json.key("page").integer(result.request.page).key("per_page").integer(result.request.per_page);
  json.key("results").begin_array();
  for (const FoundStructure& found : result.found) write_hit(json, found);
  json.end_array();
  write_facets(json, result);
  json.key("coverage").begin_object().key("located").integer(number(result.coverage.located));
  json.key("with_sector").integer(number(result.coverage.with_sector)).end_object();
  json.key("seed").string(result.seed);
  write_index(json, *result.snapshot);
  json.end_object();
  return json.take();
}

}  // namespace filon
