#include "searchd/interpretation_json.h"

#include "searchd/evidence_json.h"

namespace filon {
namespace {

// Left open, so that a kind of reading can add what only it has.
void begin_reading(JsonWriter& json, const Reading& reading, std::string_view value_key) {
  json.begin_object().key("id").string(reading.id).key(value_key).string(reading.value);
  json.key("name").string(reading.name);
  write_because(json, reading.because);
}

void write_readings(JsonWriter& json, std::string_view name, const std::vector<Reading>& readings,
                    std::string_view value_key) {
  json.key(name).begin_array();
  for (const Reading& reading : readings) {
    begin_reading(json, reading, value_key);
    json.end_object();
  }
  json.end_array();
}

void write_sectors(JsonWriter& json, const Interpretation& read) {
  json.key("sectors").begin_array();
  for (const SectorReading& reading : read.sectors) {
    begin_reading(json, reading, "slug");
    json.key("confidence").integer(reading.confidence).end_object();
  }
  json.end_array();
}

void write_places(JsonWriter& json, const Interpretation& read) {
  json.key("territories").begin_array();
  for (const TerritoryReading& reading : read.territories) {
    begin_reading(json, reading, "code");
    json.key("note").string_or_null(reading.note).end_object();
  }
  json.end_array().key("near");
  if (!read.near) {
    json.null();
    return;
  }
  begin_reading(json, *read.near, "code");
  json.key("lat").real(read.near->point.lat, 6).key("lon").real(read.near->point.lon, 6);
  json.key("radius_km").integer(read.near->radius_km);
  json.key("radius_given").boolean(read.near->given).end_object();
}

void write_ambiguous(JsonWriter& json, const Interpretation& read) {
  json.key("ambiguous").begin_array();
  for (const Ambiguity& ambiguity : read.ambiguous) {
    json.begin_object().key("text").string(ambiguity.words.text);
    json.key("start").integer(static_cast<int64_t>(ambiguity.words.start));
    json.key("end").integer(static_cast<int64_t>(ambiguity.words.end));
    json.key("choices").begin_array();
    for (const Reading& choice : ambiguity.choices) {
      const bool sector = choice.id.starts_with("sector:");
      json.begin_object().key("id").string(choice.id);
      json.key("parameter").string(sector ? "sector" : "territory");
      json.key(sector ? "slug" : "code").string(choice.value);
      json.key("name").string(choice.name).end_object();
    }
    json.end_array().end_object();
  }
  json.end_array();
}

}  // namespace

void write_interpretation(JsonWriter& json, const Question& question) {
  const Interpretation& read = question.interpretation;
  json.key("interpretation").begin_object().key("rest").string(read.rest);
  write_sectors(json, read);
  write_places(json, read);
  write_readings(json, "kinds", read.kinds, "code");
  write_readings(json, "reservations", read.reservations, "code");
  write_readings(json, "labels", read.labels, "slug");
  write_readings(json, "criteria", read.criteria, "slug");
  write_readings(json, "cpv", read.cpv, "code");
  write_readings(json, "identifiers", read.identifiers, "value");
  json.key("corrections").begin_array();
  for (const Correction& correction : read.corrections)
    json.begin_object()
        .key("from")
        .string(correction.from)
        .key("to")
        .string(correction.to)
        .end_object();
  json.end_array();
  write_ambiguous(json, read);
  json.key("relaxed").begin_array();
  for (const Relaxation& relaxation : question.relaxed)
    json.begin_object()
        .key("step")
        .string(relaxation.step)
        .key("text")
        .string(relaxation.text)
        .end_object();
  json.end_array().end_object();
}

}  // namespace filon
