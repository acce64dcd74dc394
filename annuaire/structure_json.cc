#include "annuaire/structure_json.h"

#include "annuaire/area_json.h"
#include "annuaire/json_writer.h"

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

void write_origin(JsonWriter& json, const SourceRef& source) {
  json.begin_object().key("source").string(source.name);
  json.key("id").string_or_null(source.id).key("seen_at").string_or_null(source.seen_at);
  json.key("updated_at").string_or_null(source.updated_at).end_object();
}

}  // namespace

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

}  // namespace filon
