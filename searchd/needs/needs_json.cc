#include "annuaire/json_writer.h"
#include "searchd/evidence_json.h"
#include "searchd/needs/needs.h"

namespace filon {
namespace {

void write_sectors(JsonWriter& json, const std::vector<NeedSector>& sectors) {
  json.key("sectors").begin_array();
  for (const NeedSector& sector : sectors) {
    json.begin_object().key("slug").string(sector.slug).key("name").string(sector.name);
    json.key("confidence").real(sector.confidence / 100.0, 2);
    write_because(json, sector.because);
    json.end_object();
  }
  json.end_array();
}

void write_cpv(JsonWriter& json, const std::vector<NeedCpv>& codes) {
  json.key("cpv").begin_array();
  for (const NeedCpv& code : codes) {
    json.begin_object().key("code").string(code.code).key("label").string_or_null(code.label);
    write_because(json, code.because);
    json.end_object();
  }
  json.end_array();
}

void write_readings(JsonWriter& json, std::string_view name, std::string_view value_key,
                    const std::vector<Reading>& readings) {
  json.key(name).begin_array();
  for (const Reading& reading : readings) {
    json.begin_object().key(value_key).string(reading.value).key("name").string(reading.name);
    write_because(json, reading.because);
    json.end_object();
  }
  json.end_array();
}

}  // namespace

std::string needs_json(const Needs& needs) {
  JsonWriter json;
  json.begin_object().key("lots").begin_array();
  for (const NeedLot& lot : needs.lots) {
    json.begin_object().key("title").string(lot.title).key("text").string(lot.text);
    write_sectors(json, lot.reading.sectors);
    write_cpv(json, lot.reading.cpv);
    write_readings(json, "territories", "code", lot.reading.territories);
    write_readings(json, "kinds", "code", lot.reading.kinds);
    write_readings(json, "criteria", "slug", lot.reading.criteria);
    json.end_object();
  }
  json.end_array();
  write_sectors(json, needs.whole.sectors);
  write_cpv(json, needs.whole.cpv);
  write_readings(json, "territories", "code", needs.whole.territories);
  json.end_object();
  return json.take();
}

}  // namespace filon
