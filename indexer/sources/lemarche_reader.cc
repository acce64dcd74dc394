#include "indexer/sources/lemarche_reader.h"

#include <array>

#include "annuaire/table.h"
#include "indexer/clean.h"
#include "indexer/json_page.h"
#include "indexer/sources/lemarche_table.h"
#include "indexer/sources/lemarche_taxonomy.h"

namespace filon {
namespace {

// The commercial page; the API gives only its slug.
std::string page_url(const Json& row) {
  const std::string slug = clean_value(row["slug"].text());
  return slug.empty() ? "" : "https://lemarche.inclusion.gouv.fr/prestataires/" + slug + "/";
}

std::string value(const Json& row, std::initializer_list<std::string_view> keys) {
  return clean_value(first_of(row, keys).text());
}

// A list of texts, or (before 2021-11) one text.
std::vector<std::string> texts(const Json& json) {
  std::vector<std::string> found;
  if (json.is(Json::Type::String)) return split_values(json.text(), ",;");
  for (const Json& item : json.items())
    if (std::string text =
            clean_value(item.is(Json::Type::Object) ? item["name"].text() : item.text());
        !text.empty())
      found.push_back(std::move(text));
  return found;
}

std::vector<SourceRecord::Named> named(const Json& list) {
  std::vector<SourceRecord::Named> found;
  for (const Json& item : list.items()) {
    if (item.is(Json::Type::Object))
      found.push_back({clean_value(item["slug"].text()), clean_value(item["name"].text())});
    else
      found.push_back({"", clean_value(item.text())});
  }
  return found;
}

void read_lemarche_place(const Json& row, SourceRecord& record) {
  record.street = value(row, {"address", "adresse"});
  record.post_code = value(row, {"post_code", "codePostal"});
  record.city = value(row, {"city", "ville"});
  const Json& coords = row["coords"];  // not served in 2026, but saved downloads may hold a point
  const auto lat = first_of(row, {"latitude", "lat"}).real();
  const auto lon = first_of(row, {"longitude", "lon", "lng"}).real();
  if (lat && lon) record.point = Point{*lat, *lon};
  if (coords.items().size() == 2)
    if (const auto x = coords.items()[0].real(), y = coords.items()[1].real(); x && y)
      record.point = Point{*y, *x};
  if (first_of(row, {"is_qpv", "zoneQPV"}).truth()) record.zones.push_back("qpv");
  if (row["is_zrr"].truth()) record.zones.push_back("zrr");
}

void read_lists(const Json& row, SourceRecord& record) {
  record.sectors = named(row["sectors"]);
  record.networks = named(row["networks"]);
  record.prestations = texts(first_of(row, {"presta_types", "presta_type"}));
  for (const Json& offer : row["offers"].items())
    record.offers.push_back({clean_value(offer["name"].text()), offer["description"].text()});
  // Typed by the structure itself: a claim, not a proof.
  for (const std::string& label : texts(first_of(row, {"labels_old", "labels"})))
    record.labels.push_back({"", label, Proof::Declared, ""});
}

SourceRecord read_row(const Json& row, const SourcePage& page, size_t number) {
  SourceRecord record;
  record.source = page.source;
  record.id = value(row, {"id"});
  record.origin = record.id.empty() ? fmt::format("{}: record {}", page.file, number)
                                    : fmt::format("{}: id {}", page.file, record.id);
  record.url = page_url(row);
  record.seen_at = page.seen_at;
  record.siret = value(row, {"siret"});
  record.siren = value(row, {"siren"});
  record.updated_at = value(row, {"updated_at"});
  record.naf = value(row, {"naf"});
  record.name = value(row, {"name", "raisonSociale", "raison_sociale"});
  record.brand = value(row, {"brand", "enseigne"});
  const Json& active = row["is_active"];
  record.active = active.is(Json::Type::Null) || active.truth();
  record.kinds = texts(first_of(row, {"kind", "type"}));
  read_lemarche_place(row, record);
  record.description = row["description"].text();
  record.website = value(row, {"contact_website", "siteWeb", "website"});
  if (record.website.empty()) record.website = value(row, {"contact_social_website"});
  record.phone = value(row, {"contact_phone", "telephone"});
  record.email = value(row, {"contact_email", "email"});
  read_lists(row, record);
  return record;
}

bool is_structure(const Json& row) { return row.has("siret") || row.has("raisonSociale"); }

Status visit_answer(const SourcePage& page, const RowSink& sink) {
  static constexpr std::array<std::string_view, 1> lists = {"results"};
  size_t number = 0;
  bool taxonomy = false;
  const auto take = [&](const Json& row) {
    if (++number == 1) taxonomy = is_taxonomy_row(row);
    if (taxonomy) return;  // read by those who build
    if (row.is(Json::Type::Object)) return sink.keep(read_row(row, page, number));
    sink.reject({fmt::format("{}: record {}", page.file, number), "not an object"});
  };
  const auto parsed = visit_json_page(page.bytes, lists, take);
  if (!parsed) return fail(ErrorCode::Fetch, "{}: {}", page.file, parsed.error().message);
  if (parsed->repaired_bytes)
    sink.warn(fmt::format("{}: {} bytes were not UTF-8", page.file, parsed->repaired_bytes));
  const Json& json = parsed->json;
  if (json.is(Json::Type::Array) || json["results"].is(Json::Type::Array)) return done();
  // The detail route answers with the object itself.
  if (is_structure(json) || json.has("name")) return take(json), done();
  return fail(ErrorCode::Fetch, "{}: neither a list of structures nor one: {}", page.file,
              json["detail"].text().empty() ? "no 'results'" : json["detail"].text());
}

}  // namespace

Status visit_lemarche(const SourcePage& page, const RowSink& sink) {
  const FileFormat format = file_format(page.bytes);
  if (format == FileFormat::Html)
    return fail(ErrorCode::Fetch,
                "{}: an HTML page, not a list of structures: the login page? The API needs its "
                "token, a download needs to be logged in",
                page.file);
  return format == FileFormat::Json ? visit_answer(page, sink) : visit_lemarche_table(page, sink);
}

Result<SourceRows> read_lemarche(const SourcePage& page) {
  return collect_rows(visit_lemarche, page);
}

}  // namespace filon
