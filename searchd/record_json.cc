#include "searchd/record_json.h"

#include <algorithm>
#include <tuple>

#include "annuaire/document.h"
#include "annuaire/json_writer.h"
#include "annuaire/structure_json.h"
#include "searchd/snapshot.h"

namespace filon {
namespace {

// A national association may have a thousand sites; a page is not the place to list them.
constexpr size_t most_sites_named = 100;

Answer<Structure> read_record(uint32_t document, const Snapshot& snapshot) {
  const auto data = snapshot.record(document);
  if (!data) return refuse(data.error());
  const auto [record, provenance] = split_data(*data);
  auto structure = structure_from_json(record, provenance);
  if (!structure)
    return refuse({.code = ProblemCode::Internal,
                   .reason_fr = structure.error().message,
                   .reason_en = structure.error().message});
  return *std::move(structure);
}

void write_same_entity(JsonWriter& json, const SameEntity& entity) {
  json.key("same_entity_count").integer(static_cast<int64_t>(entity.count));
  json.key("same_entity").begin_array();
  for (const OtherSite& site : entity.sites)
    json.begin_object()
        .key("id")
        .string(site.id)
        .key("name")
        .string(site.name)
        .key("city")
        .string_or_null(site.city)
        .end_object();
  json.end_array();
}

bool came_from(const Structure& s, Field field, const std::string& source) {
  const auto origins = origins_of(s, field);
  return std::any_of(origins.begin(), origins.end(),
                     [&](const SourceRef* origin) { return origin->name == source; });
}

// By source, since licences are: what is under ODbL must be told from what is not.
void write_licences(JsonWriter& json, const Structure& s, const Snapshot& snapshot) {
  json.key("licences").begin_array();
  for (const Manifest::Source& source : snapshot.manifest.sources) {
    std::vector<std::string_view> fields;
    for (const Field field : all_fields())
      if (came_from(s, field, source.name)) fields.push_back(to_string(field));
    if (fields.empty()) continue;
    json.begin_object().key("source").string(source.name);
    json.key("licence").string_or_null(source.licence);
    json.key("attribution").string_or_null(source.attribution);
    json.key("fields").strings(fields).end_object();
  }
  json.end_array();
}

}  // namespace

SameEntity same_entity(const Structure& structure, const Snapshot& snapshot) {
  SameEntity entity;
  if (structure.siren.empty()) return entity;
  const auto documents = snapshot.with_term(std::string(siren_prefix) + structure.siren);
  entity.count = documents.empty() ? 0 : documents.size() - 1;  // one of them is this record
  for (const uint32_t document : documents) {
    if (entity.sites.size() == most_sites_named) break;
    const auto other = read_record(document, snapshot);
    if (other && other->id != structure.id)
      entity.sites.push_back({other->id, other->display_name(), other->address.city});
  }
  std::sort(entity.sites.begin(), entity.sites.end(), [](const OtherSite& a, const OtherSite& b) {
    return std::tie(a.name, a.id) < std::tie(b.name, b.id);
  });
  return entity;
}

Answer<std::string> record_json(uint32_t document, const Snapshot& snapshot) {
  const auto data = snapshot.record(document);
  if (!data) return refuse(data.error());
  const auto structure = read_record(document, snapshot);
  if (!structure) return refuse(structure.error());
  const auto [record, provenance] = split_data(*data);
  JsonWriter more;
  more.begin_object();
  write_licences(more, *structure, snapshot);
  write_same_entity(more, same_entity(*structure, snapshot));
  more.end_object();
  std::string json(record.substr(0, record.size() - 1));  // three objects, one after the other
  for (const std::string_view part : {provenance, more.text()}) {
    json += ',';
    json += part.substr(1, part.size() - 2);
  }
  return json += '}';
}

}  // namespace filon
