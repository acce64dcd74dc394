#include "searchd/exports/geojson_export.h"

#include <memory>

#include "annuaire/document.h"
#include "annuaire/json_writer.h"
#include "annuaire/structure_json.h"
#include "searchd/search_json.h"

namespace filon {
namespace {

// All but the last brace: the features follow.
std::string head(const Ranked& ranked, const ExportNote& note, const Tables& tables) {
  JsonWriter json;
  json.begin_object().key("type").string("FeatureCollection");
  write_query(json, ranked.result, tables);
  json.key("address").string(note.address).key("date").string(note.day);
  json.key("data_date").string(note.data_days);
  json.key("total").integer(static_cast<int64_t>(note.total));
  json.key("returned").integer(static_cast<int64_t>(note.given));
  json.key("note").string_or_null(note.warning()).key("seed").string(ranked.result.seed);
  write_index(json, *ranked.result.snapshot);
  json.key("features").begin_array();
  return json.take();
}

bool write_feature(const ExportReader::Record& record, std::string& out) {
  const auto [stored, provenance] = split_data(record.data);
  const auto structure = structure_from_json(stored, provenance);
  if (!structure) return false;
  JsonWriter json;
  json.begin_object().key("type").string("Feature").key("id").string(structure->id);
  json.key("geometry");
  if (structure->location) {
    json.begin_object().key("type").string("Point").key("coordinates").begin_array();
    json.real(structure->location->point.lon, 6).real(structure->location->point.lat, 6);
    json.end_array().end_object();
  } else {
    json.null();
  }
  json.key("properties");
  write_hit(json, {record.hit, record.data, "", {}});
  json.end_object();
  out += json.text();
  return true;
}

}  // namespace

Producer geojson_export(Ranked ranked, ExportNote note, const Tables& tables) {
  std::string begin = head(ranked, note, tables);
  const auto reader = std::make_shared<ExportReader>(std::move(ranked));
  return [reader, begin, between = std::string_view()](std::string& out) mutable {
    out += std::exchange(begin, "");
    while (!reader->at_end() && out.size() < part_bytes) {
      out += std::exchange(between, ",\n");
      const auto record = reader->next();
      if (!record || !write_feature(*record, out)) return Produced::Failed;
    }
    if (!reader->at_end()) return Produced::More;
    out += "]}\n";
    return Produced::Done;
  };
}

}  // namespace filon
