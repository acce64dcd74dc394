#include "annuaire/json_writer.h"
#include "searchd/pages/record_data.h"
#include "searchd/pages/structure_data.h"
#include "searchd/tables.h"

namespace filon {
namespace {

void write_address(JsonWriter& json, const Address& address) {
  json.key("address").begin_object().key("@type").string("PostalAddress");
  json.key("streetAddress").string_or_null(address.street);
  json.key("postalCode").string_or_null(address.post_code);
  json.key("addressLocality").string_or_null(address.city);
  json.key("addressCountry").string("FR").end_object();
}

void write_identifier(JsonWriter& json, const char* name, const std::string& value) {
  if (value.empty()) return;
  json.begin_object().key("@type").string("PropertyValue");
  json.key("propertyID").string(name).key("value").string(value).end_object();
}

void write_knowledge(JsonWriter& json, const Structure& s) {
  json.key("knowsAbout").begin_array();
  for (const SectorLink& sector : s.sectors)
    if (sector.origin == Origin::Declared) json.string(sector.name);
  json.end_array().key("hasCredential").begin_array();
  for (const LabelLink& label : s.labels) {
    if (label.proof == Proof::Declared) continue;  // a claim in a text is no credential
    json.begin_object().key("@type").string("EducationalOccupationalCredential");
    json.key("name").string(label.name).end_object();
  }
  json.end_array();
}

void write_area(JsonWriter& json, const Structure& s, const Tables& tables) {
  json.key("areaServed").begin_array();
  for (const Activity& activity : s.activities)
    for (const std::string& text : activity.area.territories)
      if (const auto place = tables.territories.parse(text))
        json.string(tables.territories[*place].name);
  json.end_array();
}

}  // namespace

std::string structured_data(const Structure& s, const Tables& tables) {
  JsonWriter json;
  json.begin_object().key("@context").string("https://schema.org");
  json.key("@type").string("Organization").key("name").string(s.display_name());
  json.key("legalName").string(s.name).key("identifier").begin_array();
  write_identifier(json, "SIRET", s.siret);
  write_identifier(json, "SIREN", s.siren);
  json.end_array();
  write_address(json, s.address);
  if (s.location) {
    json.key("location").begin_object().key("@type").string("Place").key("geo").begin_object();
    json.key("@type").string("GeoCoordinates");
    json.key("latitude").real(s.location->point.lat, 6);
    json.key("longitude").real(s.location->point.lon, 6).end_object().end_object();
  }
  write_knowledge(json, s);
  write_area(json, s, tables);
  if (!s.description.empty()) json.key("description").string(s.description);
  if (is_web_address(s.website)) json.key("url").string(s.website);
  json.end_object();
  return json.take();
}

}  // namespace filon
