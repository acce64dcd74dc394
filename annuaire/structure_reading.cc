#include <algorithm>

#include "annuaire/area_json.h"
#include "annuaire/json.h"
#include "annuaire/structure_json.h"

namespace filon {
namespace {

std::vector<std::string> texts(const Json& list) {
  std::vector<std::string> found;
  for (const Json& item : list.items()) found.push_back(item.text());
  return found;
}

void read_links(const Json& json, Structure& s) {
  for (const Json& item : json["sectors"].items())
    s.sectors.push_back({item["slug"].text(), item["name"].text(),
                         item["origin"].text() == "inferred" ? Origin::Inferred : Origin::Declared,
                         static_cast<int>(item["confidence"].real().value_or(0) * 100 + 0.5),
                         item["because"].text()});
  for (const Json& item : json["labels"].items()) {
    const std::string& proof = item["proof"].text();
    s.labels.push_back({item["slug"].text(), item["name"].text(),
                        proof == "verified"  ? Proof::Verified
                        : proof == "relayed" ? Proof::Relayed
                                             : Proof::Declared,
                        item["valid_until"].text()});
  }
  for (const Json& item : json["criteria"].items())
    s.criteria.push_back({item["slug"].text(), item["name"].text(), item["evidence"].text()});
  for (const Json& item : json["networks"].items())
    s.networks.push_back({item["slug"].text(), item["name"].text()});
  s.prestations = texts(json["prestations"]);
  s.zones = texts(json["zones"]);
  for (const Json& item : json["offers"].items())
    s.offers.push_back({item["name"].text(), item["description"].text()});
}

void read_place(const Json& json, Structure& s) {
  const Json& address = json["address"];
  s.address = {address["street"].text(),      address["post_code"].text(), address["city"].text(),
               address["insee_code"].text(),  address["epci"].text(),      address["ept"].text(),
               address["departement"].text(), address["region"].text()};
  const Json& location = json["location"];
  if (const auto lat = location["lat"].real(), lon = location["lon"].real(); lat && lon)
    s.location = Location{
        {*lat, *lon},
        parse_point_precision(location["precision"].text()).value_or(PointPrecision::Departement)};
  for (const Json& item : json["activities"].items()) {
    auto area = area_from_json(item["area"]);
    s.activities.push_back(
        {item["sector"].text(), texts(item["prestations"]), area ? *std::move(area) : Area{}});
  }
}

void read_identity(const Json& json, Structure& s) {
  s.id = json["id"].text();
  s.siret = json["siret"].text();
  s.siren = json["siren"].text();
  s.name = json["name"].text();
  s.brand = json["brand"].text();
  s.naf = json["naf"].text();
  s.active = json["active"].truth();
  s.unverified = json["unverified"].truth();
}

void read_rights_and_sources(const Json& json, Structure& s) {
  for (const Json& item : json["reservations"].items())
    s.reservations.push_back(
        {item["article"].text(), item["code"].text(), item["certain"].truth()});
  s.doubts = texts(json["doubts"]);
  for (const Json& item : json["sources"].items())
    s.sources.push_back({item["name"].text(), item["id"].text(), item["url"].text(),
                         item["seen_at"].text(), item["updated_at"].text()});
}

void read_origin(const Json& origin, Field field, Structure& s) {
  const auto source = std::find_if(s.sources.begin(), s.sources.end(), [&](const SourceRef& r) {
    return r.name == origin["source"].text() && r.id == origin["id"].text();
  });
  if (source != s.sources.end())
    s.provenance.push_back({field, static_cast<uint32_t>(source - s.sources.begin())});
  else if (origin["source"].text() == "filon")
    s.provenance.push_back({field, FieldOrigin::own});
  else
    credit_helper(s, field,
                  {origin["source"].text(), origin["id"].text(), "", origin["seen_at"].text(),
                   origin["updated_at"].text()},
                  false);
}

void read_provenance(const Json& json, Structure& s) {
  for (const Field field : all_fields())
    for (const Json& origin : json["provenance"][to_string(field)].items())
      read_origin(origin, field, s);
  for (const Json& link : json["merge"].items())
    s.row_links.push_back({link["row"].text(), link["with"].text(),
                           static_cast<int>(link["score"].integer().value_or(0)),
                           link["because"].text()});
}

}  // namespace

Result<Structure> structure_from_json(std::string_view record, std::string_view provenance) {
  const auto json = parse_json(record);
  if (!json) return fail(ErrorCode::Damaged, "stored record: {}", json.error().message);
  const auto origins = parse_json(provenance);
  if (!origins) return fail(ErrorCode::Damaged, "stored record: {}", origins.error().message);
  Structure s;
  read_identity(*json, s);
  s.kinds = texts((*json)["kinds"]);
  read_links(*json, s);
  read_place(*json, s);
  s.description = (*json)["description"].text();
  s.website = (*json)["website"].text();
  const Json& contact = (*json)["contact"];
  s.contact = {contact["phone"].text(), contact["email"].text(), contact["url"].text()};
  read_rights_and_sources(*json, s);
  s.first_seen = (*json)["first_seen"].text();
  s.changed_at = (*json)["changed_at"].text();
  s.from_first_harvest = (*json)["from_first_harvest"].truth();
  read_provenance(*origins, s);
  return s;
}

}  // namespace filon
