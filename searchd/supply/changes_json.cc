#include "annuaire/json_writer.h"
#include "searchd/supply/changes.h"
#include "searchd/supply/supply_cell_json.h"

namespace filon {
namespace {

void write_state(JsonWriter& json, const char* name, const SupplySummary& summary) {
  json.key(name).begin_object().key("generation").integer(summary.generation);
  json.key("built_at").string(summary.built_at).end_object();
}

void write_both(JsonWriter& json, const SupplyChanges& changes, const std::string& territory,
                const std::string& sector) {
  json.begin_object().key("before");
  write_supply_cell(json, changes.before.cell(territory, sector));
  json.key("after");
  write_supply_cell(json, changes.after.cell(territory, sector));
  json.end_object();
}

void write_coverage(JsonWriter& json, const char* name, const SupplySummary& summary,
                    const std::string& territory) {
  const auto found = summary.coverage.find(territory);
  const auto coverage = found == summary.coverage.end() ? SupplySummary::Coverage() : found->second;
  json.key(name).begin_object();
  json.key("located").integer(static_cast<int64_t>(coverage.located));
  json.key("with_sector").integer(static_cast<int64_t>(coverage.with_sector)).end_object();
}

void write_places(JsonWriter& json, const SupplyChanges& changes, const Territories& territories) {
  json.key("territories").begin_array();
  for (const PlaceId place : changes.places) {
    const std::string value = territories.to_string(place);
    json.begin_object().key("value").string(value).key("name").string(territories[place].name);
    json.key("coverage").begin_object();
    write_coverage(json, "before", changes.before, value);
    write_coverage(json, "after", changes.after, value);
    json.end_object().key("all");
    write_both(json, changes, value, "");
    json.end_object();
  }
  json.end_array();
}

}  // namespace

std::string changes_json(const SupplyChanges& changes, const Tables& tables) {
  JsonWriter json;
  json.begin_object();
  write_state(json, "from", changes.before);
  write_state(json, "to", changes.after);
  json.key("kept").begin_array();
  for (const KeptSummary& kept : changes.kept)
    json.begin_object()
        .key("day")
        .string(kept.day)
        .key("generation")
        .integer(kept.generation)
        .end_object();
  json.end_array();
  write_places(json, changes, tables.territories);
  json.key("sectors").begin_array();
  for (SectorId id = 0; id < tables.sectors.size(); ++id) {
    const Sector& sector = tables.sectors[id];
    json.begin_object().key("slug").string(sector.slug).key("name").string(sector.name);
    json.key("group").string(tables.sectors.group_of(id).slug).key("cells").begin_array();
    for (const PlaceId place : changes.places)
      write_both(json, changes, tables.territories.to_string(place), sector.slug);
    json.end_array().end_object();
  }
  json.end_array().end_object();
  return json.take();
}

}  // namespace filon
