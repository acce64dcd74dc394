#include "indexer/sources/carteco_element.h"

#include "annuaire/text.h"
#include "indexer/clean.h"
#include "indexer/contact_details.h"
#include "indexer/sources/geometry.h"

namespace filon {
namespace {

// A text, or the values of a list one after the other.
std::string text(const Json& element, std::initializer_list<std::string_view> keys) {
  const Json& value = first_of(element, keys);
  std::string joined = clean_value(value.text());
  for (const Json& item : value.items())
    if (const std::string part = clean_value(item.text()); !part.empty())
      joined += (joined.empty() ? "" : ";") + part;
  return joined;
}

std::optional<double> number(const Json& object, std::initializer_list<std::string_view> keys) {
  const Json& value = first_of(object, keys);
  return value.is(Json::Type::Null) ? std::nullopt : decimal_of(value.text());
}

void read_carteco_place(const Json& element, SourceRecord& record) {
  const Json& address = element["address"];
  record.street = clean_line(text(address, {"streetNumber"}) + " " +
                             text(address, {"streetAddress", "street", "customFormatedAddress"}));
  record.post_code = text(address, {"postalCode"});
  record.city = text(address, {"addressLocality", "city"});
  for (const Json* where : {&element["geo"], &element["location"], &element}) {
    const auto lat = number(*where, {"latitude", "lat"});
    const auto lon = number(*where, {"longitude", "lng", "long", "lon"});
    if (!lat || !lon) continue;
    record.point = Point{*lat, *lon};
    return;
  }
}

// "private" says that there is one, which is nobody's business.
void read_contact(const Json& element, SourceRecord& record) {
  record.phone = organisation_phone(text(element, {"telephone", "phone"}));
  record.email = organisation_email(text(element, {"email"}), record.name);
}

void read_categories(const Json& element, const CartecoCategories& categories,
                     SourceRecord& record) {
  std::vector<std::string> names;
  for (const Json& item : first_of(element, {"categories", "taxonomy", "optionValues"}).items())
    names.push_back(categories.name_of(
        clean_value(item.is(Json::Type::Object) ? item["name"].text() : item.text())));
  for (const Json& item : element["categoriesFull"].items()) {
    names.push_back(clean_value(item["name"].text()));
    if (const std::string said = clean_value(item["description"].text()); !said.empty())
      record.offers.push_back({names.back(), said});
  }
  sort_unique(names);
  // What is said of a category is an offer of that name already.
  std::erase_if(names, [&](const std::string& name) {
    return std::any_of(record.offers.begin(), record.offers.end(), [&](const Offer& offer) {
      return offer.name == name && !categories.knows_theme(name);
    });
  });
  categories.read(names, record);
}

void note_doubts(const Json& element, SourceRecord& record) {
  const auto status = element["status"].integer();
  const auto moderation = element["moderationState"].integer();
  if ((status && *status == 0) || (moderation && *moderation != 0)) {
    record.unverified = true;
    record.doubts.push_back("non vérifié par Carteco");
  }
  if (element["refreshNeeded"]["isNeeded"].truth())
    record.doubts.push_back("fiche ancienne : Carteco demande qu'elle soit mise à jour");
}

std::string page_of(const Json& element, const SourcePage& page, const std::string& id) {
  if (page.source == "carteco")
    return id.empty() ? "" : "https://carteco-ess.org/#/fiche/" + id + "/";
  return text(element, {"showUrl", "url"});
}

}  // namespace

std::string carteco_origin(const Json& element, const SourcePage& page, size_t number) {
  const std::string id = clean_value(element["id"].text());
  return id.empty() ? fmt::format("{}: element {}", page.file, number)
                    : fmt::format("{}: id {}", page.file, id);
}

void read_carteco_element(const Json& element, const std::string& origin, const SourcePage& page,
                          const CartecoCategories& categories, const RowSink& sink) {
  if (!element.is(Json::Type::Object)) return sink.reject({origin, "not an object"});
  // Never public; met in an admin's export.
  if (const auto status = element["status"].integer(); status && *status <= -2)
    return sink.reject({origin, "refused or deleted on the map"});
  SourceRecord record;
  record.source = page.source;
  record.id = clean_value(element["id"].text());
  record.origin = origin;
  record.url = page_of(element, page, record.id);
  record.seen_at = page.seen_at;
  record.siret =
      text(element, {"siret", "SIRET", "siret_structure", "numero_siret", "n_siret", "num_siret"});
  record.siren = text(element, {"siren", "SIREN", "numero_siren"});
  record.updated_at = text(element, {"updatedAt"});
  record.naf = text(element, {"naf", "code_naf", "ape"});
  record.name = text(element, {"name", "title"});
  record.kinds = split_values(text(element, {"statut_ess", "statut", "statut_juridique"}), ";|");
  read_carteco_place(element, record);
  record.description =
      first_of(element, {"description_activite", "description", "abstract", "summary"}).text();
  record.website = text(element, {"site_web", "website"});
  if (record.website.empty() && page.source == "carteco") record.website = text(element, {"url"});
  read_contact(element, record);
  read_categories(element, categories, record);
  note_doubts(element, record);
  sink.keep(std::move(record));
}

}  // namespace filon
