#include "indexer/sources/feature_reader.h"

#include <algorithm>

#include "annuaire/text.h"
#include "indexer/clean.h"
#include "indexer/contact_details.h"
#include "indexer/sources/geometry.h"
#include "indexer/sources/list_row.h"

namespace filon {
namespace {

// What the tags of a feature are, in the order in which they are believed.
const ListMapping& tags() {
  static const ListMapping mapping = [] {
    ListMapping made;
    for (const auto& [field, rule] : std::initializer_list<std::pair<const char*, const char*>>{
             {"id", "metadata:id | @id | id | osm_id"},
             {"name", "name | name:fr-FR | name:fr | official_name | nom | Name | title"},
             {"siret", "ref:FR:SIRET | siret | SIRET"},
             {"siren", "ref:FR:SIREN | siren | SIREN"},
             {"naf", "ref:FR:NAF | naf"},
             {"street", "addr:housenumber + addr:street | address | adresse"},
             {"post_code", "addr:postcode | postcode | code_postal"},
             {"city", "addr:city | city | commune | ville"},
             {"html", "description | description:fr-FR | short_description"},
             {"website", "website | contact:website | url | site_web"},
             {"phone", "phone | contact:phone | tel | telephone"},
             {"email", "email | contact:email"},
             {"kind", "statut_ess | statut"},
             {"themes", "category | categories | categorie | theme"},
             {"updated_at", "metadata:updated_at | updated_at"}})
      made.fields[field] = *parse_field_rule(rule);
    return made;
  }();
  return mapping;
}

void append_texts(const Json& json, std::vector<std::string>& texts) {
  for (const Json& item : json.items()) append_texts(item, texts);
  // {"fr-FR": "…"}: a text in each language.
  if (json.is(Json::Type::Object) && !json.members().empty())
    append_texts(json.members().front().second, texts);
  if (!json.text().empty()) texts.push_back(json.text());
}

// "addr:city" as a key, or as "city" inside "addr".
std::vector<std::string> tag_values(const Json& properties, std::string_view tag) {
  std::vector<std::string> texts;
  if (properties.has(tag)) {
    append_texts(properties[tag], texts);
  } else if (const size_t colon = tag.find(':'); colon != std::string_view::npos) {
    const Json& inner = properties[tag.substr(0, colon)];
    if (inner.is(Json::Type::Object)) return tag_values(inner, tag.substr(colon + 1));
  }
  return texts;
}

class FeatureMapper {
 public:
  FeatureMapper(const SourcePage& page, const CartecoCategories& categories, const RowSink& sink)
      : page_(page), categories_(categories), sink_(sink) {}

  // `category`: what the map calls things of this sort; it names those that have no name.
  void keep(const RowValues& values, std::optional<Point> point, const std::string& category,
            const std::string& origin) {
    SourceRecord record = map_row(tags(), values, nullptr);
    record.source = page_.source;
    record.origin = origin;
    record.seen_at = page_.seen_at;
    if (point) record.point = point;
    if (!category.empty() && fold(record.name) == fold(category)) record.name.clear();
    record.phone = organisation_phone(record.phone);
    record.email = organisation_email(record.email, record.name);
    read_categories(category, record);
    sink_.keep(std::move(record));
  }

 private:
  // Themes came as offers: those that a table knows are sectors instead.
  void read_categories(const std::string& category, SourceRecord& record) {
    std::vector<std::string> names;
    for (const Offer& offer : record.offers) names.push_back(offer.name);
    if (!category.empty()) names.push_back(category);
    record.offers.clear();
    categories_.read(names, record);
  }

  const SourcePage& page_;
  const CartecoCategories& categories_;
  const RowSink& sink_;
};

}  // namespace

void read_feature(const Json& feature, size_t number, const SourcePage& page,
                  const CartecoCategories& categories, const RowSink& sink) {
  const std::string origin = fmt::format("{}: feature {}", page.file, number);
  if (!feature.is(Json::Type::Object)) return sink.reject({origin, "not an object"});
  const Json& properties = feature["properties"];
  const RowValues values = [&](const std::string& tag) {
    auto found = tag_values(properties, tag);
    if (found.empty() && tag == "id") append_texts(feature["id"], found);
    return found;
  };
  std::vector<std::string> label;
  append_texts(properties["editorial"]["class_label"], label);
  FeatureMapper(page, categories, sink)
      .keep(values, representative_point(feature["geometry"]), label.empty() ? "" : label[0],
            origin);
}

bool is_teritorio_csv(const std::vector<std::string>& header) {
  const auto has = [&](std::string_view column) {
    return std::find(header.begin(), header.end(), column) != header.end();
  };
  return has("metadata:id") && has("lon") && has("lat");
}

void read_teritorio_csv(const Table& table, const SourcePage& page,
                        const CartecoCategories& categories, const RowSink& sink) {
  FeatureMapper mapper(page, categories, sink);
  for (const TableNote& note : table.notes)
    sink.warn(fmt::format("{}:{}: {}", page.file, note.line, note.text));
  for (const TableRow& row : table.rows) {
    const auto cell = [&](std::string_view name) {
      const auto column = std::find(table.header.begin(), table.header.end(), name);
      return column == table.header.end()
                 ? std::string()
                 : row.cells[static_cast<size_t>(column - table.header.begin())];
    };
    const auto lon = decimal_of(cell("lon")), lat = decimal_of(cell("lat"));
    const RowValues values = [&](const std::string& tag) { return std::vector{cell(tag)}; };
    mapper.keep(values, lat && lon ? std::optional(Point{*lat, *lon}) : std::nullopt, "",
                fmt::format("{}:{}", page.file, row.line));
  }
}

}  // namespace filon
