#include "annuaire/json_writer.h"
#include "searchd/plans/plans.h"
#include "searchd/snapshot.h"
#include "searchd/tables.h"

namespace filon {
namespace {

void write_columns(JsonWriter& json, const PlanFile& file) {
  json.key("columns").begin_object();
  for (const PlanColumn column :
       {PlanColumn::Title, PlanColumn::Text, PlanColumn::Cpv, PlanColumn::Territory}) {
    json.key(parameter_of(column));
    const auto place = file.columns.of(column);
    if (!place) {
      json.null();
      continue;
    }
    json.begin_object()
        .key("name")
        .string(file.header[*place])
        .key("given")
        .boolean(file.columns.given[static_cast<size_t>(column)]);
    json.end_object();
  }
  json.end_object().key("header").strings(file.header);
}

void write_need(JsonWriter& json, const PlanLine& line, const Tables& tables) {
  json.key("sectors").begin_array();
  for (const LotSector& sector : line.sectors)
    json.begin_object()
        .key("slug")
        .string(sector.slug)
        .key("name")
        .string(sector.name)
        .key("confidence")
        .real(sector.confidence / 100.0, 2)
        .key("because")
        .strings(sector.because)
        .end_object();
  json.end_array().key("cpv").begin_array();
  for (const NeedCpv& code : line.need.cpv)
    json.begin_object()
        .key("code")
        .string(code.code)
        .key("label")
        .string_or_null(code.label)
        .end_object();
  json.end_array().key("territories").begin_array();
  for (const PlaceId place : line.territories)
    json.begin_object()
        .key("code")
        .string(tables.territories.to_string(place))
        .key("name")
        .string(tables.territories[place].name)
        .end_object();
  json.end_array();
}

// The same names as in the answer of /api/v1/depth.
void write_counts(JsonWriter& json, const PlanLine& line) {
  const LotCounts& counts = line.counts;
  const auto number = [&](const char* name, uint64_t value) {
    json.key(name).integer(static_cast<int64_t>(value));
  };
  json.key("depth").begin_object();
  number("total", counts.total);
  number("legal_entities", counts.service);
  json.key("by_family").begin_object();
  number("service", counts.service);
  number("staff", counts.staff);
  json.end_object().key("by_reservation").begin_object();
  const char* const names[eligible_count] = {"handicap", "insertion", "both", "prison", "ess"};
  for (size_t i = 0; i < eligible_count; ++i) number(names[i], counts.eligible[i]);
  json.end_object().key("by_reach").begin_object();
  number("located", counts.located);
  number("serves", counts.serves);
  number("national", counts.national);
  number("unknown_area", counts.unknown_area);
  json.end_object();
  number("declared", counts.declared);
  number("inferred", counts.inferred);
  json.key("coverage").begin_object();
  number("located", line.coverage.located);
  number("with_sector", line.coverage.with_sector);
  json.end_object().end_object();
}

void write_line(JsonWriter& json, const PlanLine& line, const Tables& tables) {
  json.begin_object().key("line").integer(static_cast<int64_t>(line.row.line));
  json.key("title").string(line.row.title).key("text").string_or_null(line.row.text);
  json.key("matched").boolean(line.matched());
  write_need(json, line, tables);
  if (line.matched())
    write_counts(json, line);
  else
    json.key("depth").null();
  json.end_object();
}

}  // namespace

std::string plans_json(const Plans& plans, const Tables& tables) {
  JsonWriter json;
  json.begin_object();
  write_columns(json, plans.file);
  json.key("total").integer(static_cast<int64_t>(plans.lines.size()));
  json.key("unmatched").integer(static_cast<int64_t>(plans.unmatched));
  json.key("lines").begin_array();
  for (const PlanLine& line : plans.lines) write_line(json, line, tables);
  json.end_array().key("doubts").begin_array();
  for (const PlanDoubt& doubt : plans.file.doubts)
    json.begin_object()
        .key("line")
        .integer(static_cast<int64_t>(doubt.line))
        .key("text")
        .string(doubt.text)
        .end_object();
  json.end_array().end_object();
  return json.take();
}

}  // namespace filon
