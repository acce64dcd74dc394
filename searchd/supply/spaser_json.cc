#include "annuaire/json_writer.h"
#include "searchd/search_json.h"
#include "searchd/snapshot.h"
#include "searchd/supply/spaser.h"
#include "searchd/supply/supply_cell_json.h"
#include "searchd/tables.h"

namespace filon {
namespace {

void write_row(JsonWriter& json, const Spaser& spaser, size_t row) {
  json.key("cells").begin_array();
  for (const PlaceSupply& place : spaser.places) write_supply_cell(json, place.rows[row]);
  json.end_array();
}

void write_places(JsonWriter& json, const Spaser& spaser, const Territories& territories) {
  json.key("territories").begin_array();
  for (const PlaceSupply& supply : spaser.places) {
    json.begin_object().key("value").string(territories.to_string(supply.place));
    json.key("name").string(territories[supply.place].name);
    json.key("coverage").begin_object().key("located").count(supply.coverage.located);
    json.key("with_sector").count(supply.coverage.with_sector).end_object();
    json.key("all");
    write_supply_cell(json, supply.whole);
    json.end_object();
  }
  json.end_array();
}

void write_sectors(JsonWriter& json, const Spaser& spaser, const Sectors& sectors) {
  json.key("sectors").begin_array();
  for (SectorId id = 0; id < sectors.size(); ++id) {
    json.begin_object().key("slug").string(sectors[id].slug).key("name").string(sectors[id].name);
    json.key("group").string(sectors.group_of(id).slug);
    write_row(json, spaser, id);
    json.end_object();
  }
  json.end_array();
}

void write_gaps(JsonWriter& json, const Spaser& spaser, const Tables& tables) {
  json.key("gaps").begin_array();
  for (const PlaceSupply& supply : spaser.places) {
    json.begin_object().key("territory").string(tables.territories.to_string(supply.place));
    json.key("sectors").begin_array();
    for (SectorId id = 0; id < tables.sectors.size(); ++id)
      if (supply.rows[id].legal_entities == 0) json.string(tables.sectors[id].slug);
    json.end_array().end_object();
  }
  json.end_array();
}

void write_agec(JsonWriter& json, const Spaser& spaser, const Tables& tables) {
  json.key("agec").begin_array();
  for (size_t i = 0; i < tables.agec.size(); ++i) {
    json.begin_object().key("family").string(tables.agec[i].name).key("sectors").begin_array();
    for (const SectorId sector : tables.agec[i].sectors) json.string(tables.sectors[sector].slug);
    json.end_array();
    write_row(json, spaser, tables.sectors.size() + i);
    json.end_object();
  }
  json.end_array();
}

}  // namespace

std::string to_json(const Spaser& spaser, const Tables& tables) {
  JsonWriter json;
  json.begin_object();
  write_places(json, spaser, tables.territories);
  write_sectors(json, spaser, tables.sectors);
  write_gaps(json, spaser, tables);
  write_agec(json, spaser, tables);
  write_index(json, *spaser.snapshot);
  json.end_object();
  return json.take();
}

}  // namespace filon
