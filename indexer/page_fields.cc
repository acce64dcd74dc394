#include "indexer/page_fields.h"

#include <algorithm>
#include <span>

#include "indexer/json_page.h"

namespace filon {
namespace {

bool is_filled(const Json& value) {
  switch (value.type()) {
    case Json::Type::Null:
      return false;
    case Json::Type::String:
      return !value.text().empty();
    case Json::Type::Array:
      return !value.items().empty();
    case Json::Type::Object:
      return !value.members().empty();
    default:
      return true;
  }
}

void count_row(const Json& row, size_t& rows, std::map<std::string, size_t>& fields) {
  ++rows;
  for (const auto& [name, value] : row.members()) fields[name] += is_filled(value);
}

void count_document(const Json& json, size_t& rows, std::map<std::string, size_t>& fields) {
  if (json.is(Json::Type::Array)) {
    for (const Json& row : json.items()) count_row(row, rows, fields);
    return;
  }
  for (const char* list : {"results", "data", "@graph"})
    if (json[list].is(Json::Type::Array)) return count_document(json[list], rows, fields);
  for (const Json& feature : json["features"].items())
    count_row(feature["properties"], rows, fields);
  if (!json.has("features") && !json.members().empty()) count_row(json, rows, fields);
}

struct FieldsOfSource {
  std::string_view source;
  std::span<const std::string_view> read, ignored;
};

// What the readers beside this file look at. "Ignored" is known and left out on purpose: names of
// people, what ranking must not use, what is derived.
constexpr std::string_view lemarche_read[] = {"id",
                                              "name",
                                              "raisonSociale",
                                              "raison_sociale",
                                              "brand",
                                              "enseigne",
                                              "slug",
                                              "siret",
                                              "siren",
                                              "kind",
                                              "type",
                                              "address",
                                              "adresse",
                                              "post_code",
                                              "codePostal",
                                              "city",
                                              "ville",
                                              "coords",
                                              "latitude",
                                              "longitude",
                                              "lat",
                                              "lon",
                                              "lng",
                                              "is_qpv",
                                              "zoneQPV",
                                              "is_zrr",
                                              "is_active",
                                              "sectors",
                                              "networks",
                                              "presta_types",
                                              "presta_type",
                                              "offers",
                                              "labels_old",
                                              "labels",
                                              "description",
                                              "website",
                                              "contact_website",
                                              "siteWeb",
                                              "contact_social_website",
                                              "contact_phone",
                                              "telephone",
                                              "contact_email",
                                              "email"};
constexpr std::string_view lemarche_ignored[] = {
    "nature",     "kind_parent", "logo_url",          "department",       "departement", "region",
    "created_at", "updated_at",  "client_references", "is_cocontracting", "siretUrl"};

constexpr std::string_view carteco_read[] = {"id",
                                             "name",
                                             "title",
                                             "siret",
                                             "SIRET",
                                             "siret_structure",
                                             "numero_siret",
                                             "n_siret",
                                             "siren",
                                             "SIREN",
                                             "statut_ess",
                                             "statut",
                                             "statut_juridique",
                                             "address",
                                             "geo",
                                             "latitude",
                                             "longitude",
                                             "lat",
                                             "lon",
                                             "lng",
                                             "long",
                                             "description",
                                             "description_activite",
                                             "abstract",
                                             "site_web",
                                             "website",
                                             "url",
                                             "telephone",
                                             "phone",
                                             "email",
                                             "categories",
                                             "taxonomy",
                                             "optionValues",
                                             "categoriesFull",
                                             "status",
                                             "moderationState",
                                             "refreshNeeded",
                                             "updatedAt"};
constexpr std::string_view carteco_ignored[] = {
    "createdAt", "subscriberEmails", "userOwnerEmail", "reports", "images",
    "sourceKey", "openHours",        "stamps",         "score",   "modifiedElement"};

constexpr FieldsOfSource tables[] = {{"lemarche", lemarche_read, lemarche_ignored},
                                     {"carteco", carteco_read, carteco_ignored}};

bool holds(std::span<const std::string_view> names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

void count_fields(std::string_view document, size_t& rows, std::map<std::string, size_t>& fields) {
  if (const auto page = parse_json_page(document)) return count_document(page->json, rows, fields);
  while (!document.empty()) {
    const size_t end = std::min(document.find('\n'), document.size());
    if (const auto line = parse_json_page(document.substr(0, end));
        line && line->json.is(Json::Type::Object))
      count_row(line->json, rows, fields);
    document.remove_prefix(std::min(end + 1, document.size()));
  }
}

bool has_field_table(std::string_view source) {
  return std::any_of(std::begin(tables), std::end(tables),
                     [&](const FieldsOfSource& table) { return table.source == source; });
}

FieldUse use_of_field(std::string_view source, std::string_view field) {
  for (const FieldsOfSource& table : tables) {
    if (table.source != source) continue;
    if (holds(table.read, field)) return FieldUse::Read;
    if (holds(table.ignored, field)) return FieldUse::Ignored;
  }
  return FieldUse::Unknown;
}

}  // namespace filon
