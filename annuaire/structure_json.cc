#include "annuaire/structure_json.h"

#include <algorithm>

namespace filon {
namespace {

void write_sectors(JsonWriter& json, const Structure& structure) {
  json.key("sectors").begin_array();
  for (const SectorLink& sector : structure.sectors) {
    json.begin_object().key("slug").string(sector.slug).key("name").string(sector.name);
    json.key("origin").string(to_string(sector.origin));
    json.key("confidence").real(sector.confidence / 100.0, 2);
    json.key("because").string_or_null(sector.because).end_object();
  }
  json.end_array();
}

void write_labels(JsonWriter& json, const Structure& structure) {
  json.key("labels").begin_array();
  for (const LabelLink& label : structure.labels) {
    json.begin_object().key("slug").string(label.slug).key("name").string(label.name);
    json.key("proof").string(to_string(label.proof));
    json.key("valid_until").string_or_null(label.valid_until).end_object();
  }
  json.end_array();
}

void write_named(JsonWriter& json, std::string_view slug, std::string_view name) {
  json.begin_object().key("slug").string(slug).key("name").string(name);
}

void write_links(JsonWriter& json, const Structure& structure) {
  json.key("criteria").begin_array();
  for (const CriterionLink& criterion : structure.criteria) {
    write_named(json, criterion.slug, criterion.name);
    json.key("evidence").string_or_null(criterion.evidence).end_object();
  }
  json.end_array().key("networks").begin_array();
  for (const NetworkLink& network : structure.networks) {
    write_named(json, network.slug, network.name);
    json.end_object();
  }
  json.end_array().key("prestations").strings(structure.prestations);
  json.key("zones").strings(structure.zones);
}

void write_place(JsonWriter& json, const Structure& structure) {
  const Address& address = structure.address;
  json.key("address").begin_object();
  for (const auto& [name, value] : {std::pair{"street", &address.street},
                                    {"post_code", &address.post_code},
                                    {"city", &address.city},
                                    {"insee_code", &address.insee_code},
                                    {"departement", &address.departement},
                                    {"epci", &address.epci},
                                    {"ept", &address.ept},
                                    {"region", &address.region}})
    json.key(name).string_or_null(*value);
  json.end_object().key("location");
  if (!structure.location) {
    json.null();
  } else {
    json.begin_object().key("lat").real(structure.location->point.lat, 6);
    json.key("lon").real(structure.location->point.lon, 6);
    json.key("precision").string(to_string(structure.location->precision)).end_object();
  }
}

void write_activities(JsonWriter& json, const Structure& structure) {
  json.key("area").raw(area_summary_json(structure)).key("activities").begin_array();
  for (const Activity& activity : structure.activities) {
    json.begin_object().key("sector").string_or_null(activity.sector);
    json.key("prestations").strings(activity.prestations).key("area");
    write_area(json, activity.area);
    json.end_object();
  }
  json.end_array();
}

void write_offers_and_contact(JsonWriter& json, const Structure& structure) {
  json.key("description").string_or_null(structure.description).key("offers").begin_array();
  for (const Offer& offer : structure.offers)
    json.begin_object()
        .key("name")
        .string(offer.name)
        .key("description")
        .string_or_null(offer.description)
        .end_object();
  json.end_array().key("website").string_or_null(structure.website);
  json.key("contact").begin_object().key("phone").string_or_null(structure.contact.phone);
  json.key("email").string_or_null(structure.contact.email);
  json.key("url").string_or_null(structure.contact.url).end_object();
}

void write_reservations(JsonWriter& json, const Structure& structure) {
  json.key("reservations").begin_array();
  for (const ReservationRight& right : structure.reservations)
    json.begin_object()
        .key("article")
        .string(right.article)
        .key("code")
        .string(right.code)
        .key("certain")
        .boolean(right.certain)
        .end_object();
  json.end_array();
}

void write_sources(JsonWriter& json, const Structure& structure) {
  json.key("doubts").strings(structure.doubts).key("sources").begin_array();
  for (const SourceRef& source : structure.sources)
    json.begin_object()
        .key("name")
        .string(source.name)
        .key("id")
        .string_or_null(source.id)
        .key("url")
        .string_or_null(source.url)
        .key("seen_at")
        .string_or_null(source.seen_at)
        .key("updated_at")
        .string_or_null(source.updated_at)
        .end_object();
  json.end_array();
}

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

void write_origin(JsonWriter& json, const SourceRef& source) {
  json.begin_object().key("source").string(source.name);
  json.key("id").string_or_null(source.id).key("seen_at").string_or_null(source.seen_at);
  json.key("updated_at").string_or_null(source.updated_at).end_object();
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

void write_area(JsonWriter& json, const Area& area) {
  switch (area.kind) {
    case Area::Kind::Unknown:
      json.string("unknown");
      break;
    case Area::Kind::France:
      json.string("france");
      break;
    case Area::Kind::Radius:
      json.begin_object().key("radius_km").integer(area.radius_km).end_object();
      break;
    case Area::Kind::Territories:
      json.begin_object().key("territories").strings(area.territories).end_object();
      break;
  }
}

Result<Area> area_from_json(const Json& json) {
  if (json.is(Json::Type::Null) || json.text() == "unknown") return Area{};
  if (json.text() == "france") return Area{Area::Kind::France, 0, {}};
  if (json.has("radius_km")) {
    const auto radius = json["radius_km"].integer();
    if (!radius || *radius < 1 || *radius > 1000)
      return fail(ErrorCode::Invalid, "area: radius_km '{}' is not 1 to 1000",
                  json["radius_km"].text());
    return Area{Area::Kind::Radius, static_cast<int>(*radius), {}};
  }
  if (!json["territories"].items().empty()) {
    Area area{Area::Kind::Territories, 0, texts(json["territories"])};
    std::sort(area.territories.begin(), area.territories.end());
    area.territories.erase(std::unique(area.territories.begin(), area.territories.end()),
                           area.territories.end());
    return area;
  }
  return fail(ErrorCode::Invalid,
              "area: '{}' is none of \"france\", {{\"radius_km\"}}, {{\"territories\"}}",
              json.text());
}

std::string to_json(const Structure& s) {
  JsonWriter json;
  json.begin_object().key("id").string(s.id).key("siret").string_or_null(s.siret);
  json.key("siren").string_or_null(s.siren).key("name").string(s.name);
  json.key("brand").string_or_null(s.brand).key("naf").string_or_null(s.naf);
  json.key("active").boolean(s.active).key("unverified").boolean(s.unverified);
  json.key("kinds").strings(s.kinds);
  write_sectors(json, s);
  write_labels(json, s);
  write_links(json, s);
  write_place(json, s);
  write_activities(json, s);
  write_offers_and_contact(json, s);
  write_reservations(json, s);
  write_sources(json, s);
  json.key("first_seen").string_or_null(s.first_seen);
  json.key("changed_at").string_or_null(s.changed_at);
  json.key("from_first_harvest").boolean(s.from_first_harvest).end_object();
  return json.take();
}

std::string provenance_json(const Structure& structure) {
  JsonWriter json;
  json.begin_object().key("provenance").begin_object();
  for (const Field field : all_fields()) {
    const auto origins = origins_of(structure, field);
    if (origins.empty()) continue;
    json.key(to_string(field)).begin_array();
    for (const SourceRef* origin : origins) write_origin(json, *origin);
    json.end_array();
  }
  json.end_object().key("merge").begin_array();
  for (const RowLink& link : structure.row_links) {
    json.begin_object().key("row").string(link.row).key("with").string(link.with);
    json.key("score").integer(link.score).key("because").string(link.because).end_object();
  }
  json.end_array().end_object();
  return json.take();
}

Result<Structure> structure_from_json(std::string_view record, std::string_view provenance) {
  const auto json = parse_json(record);
  if (!json) return fail(ErrorCode::Damaged, "stored record: {}", json.error().message);
  const auto origins = parse_json(provenance);
  if (!origins) return fail(ErrorCode::Damaged, "stored record: {}", origins.error().message);
  Structure s;
  s.id = (*json)["id"].text();
  s.siret = (*json)["siret"].text();
  s.siren = (*json)["siren"].text();
  s.name = (*json)["name"].text();
  s.brand = (*json)["brand"].text();
  s.naf = (*json)["naf"].text();
  s.active = (*json)["active"].truth();
  s.unverified = (*json)["unverified"].truth();
  s.kinds = texts((*json)["kinds"]);
  read_links(*json, s);
  read_place(*json, s);
  s.description = (*json)["description"].text();
  s.website = (*json)["website"].text();
  const Json& contact = (*json)["contact"];
  s.contact = {contact["phone"].text(), contact["email"].text(), contact["url"].text()};
  for (const Json& item : (*json)["reservations"].items())
    s.reservations.push_back(
        {item["article"].text(), item["code"].text(), item["certain"].truth()});
  s.doubts = texts((*json)["doubts"]);
  for (const Json& item : (*json)["sources"].items())
    s.sources.push_back({item["name"].text(), item["id"].text(), item["url"].text(),
                         item["seen_at"].text(), item["updated_at"].text()});
  s.first_seen = (*json)["first_seen"].text();
  s.changed_at = (*json)["changed_at"].text();
  s.from_first_harvest = (*json)["from_first_harvest"].truth();
  read_provenance(*origins, s);
  return s;
}

}  // namespace filon
