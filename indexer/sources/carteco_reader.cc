#include "indexer/sources/carteco_reader.h"

#include <map>

#include "annuaire/text.h"
#include "annuaire/tsv.h"
#include "indexer/clean.h"
#include "indexer/json_page.h"

namespace filon {
namespace {

/// What Carteco's categories say, by folded name. Regions, licences and partners stand in the same
/// flat list and say nothing of a trade.
struct Themes {
  std::map<std::string, std::vector<SectorLink>> sectors;
  std::map<std::string, std::string> noise;  ///< → its sort
};

/// Readings below this are hints for people, not sectors of the record.
constexpr int least_confidence = 50;

Result<Themes> load_themes(const std::filesystem::path& data) {
  const auto file = data / "carteco_themes.tsv";
  const auto themes = read_tsv(file, {"label", "slug", "confidence", "note"});
  if (!themes) return fail(themes.error());
  const auto noise = read_tsv(data / "carteco_noise.tsv", {"label", "sort", "region_code"});
  if (!noise) return fail(noise.error());
  Themes loaded;
  for (const Tsv::Row& row : themes->rows) {
    const auto confidence = Json::string(row.cells[2]).integer();
    if (!confidence || *confidence < 1 || *confidence > 100)
      return fail(ErrorCode::Invalid, "{}:{}: confidence '{}' is not 1 to 100", file.string(),
                  row.line, row.cells[2]);
    loaded.sectors[fold(row.cells[0])].push_back(
        {row.cells[1], "", Origin::Inferred, static_cast<int>(*confidence), row.cells[0]});
  }
  for (const Tsv::Row& row : noise->rows) loaded.noise[fold(row.cells[0])] = row.cells[1];
  return loaded;
}

class ElementReader {
 public:
  ElementReader(const SourcePage& page, const Themes& themes) : page_(page), themes_(themes) {}

  std::string origin(const Json& element, size_t number) const {
    const std::string id = clean_value(element["id"].text());
    return id.empty() ? fmt::format("{}: element {}", page_.file, number)
                      : fmt::format("{}: id {}", page_.file, id);
  }

  SourceRecord read(const Json& element, size_t number) const {
    SourceRecord record;
    record.source = page_.source;
    record.id = clean_value(element["id"].text());
    record.origin = origin(element, number);
    if (!record.id.empty()) record.url = "https://carteco-ess.org/#/fiche/" + record.id + "/";
    record.seen_at = page_.seen_at;
    record.siret = text(element, {"siret", "SIRET", "siret_structure", "numero_siret", "n_siret"});
    record.siren = text(element, {"siren", "SIREN"});
    record.updated_at = text(element, {"updatedAt"});
    record.naf = text(element, {"naf", "code_naf", "ape"});
    record.name = text(element, {"name", "title"});
    record.kinds = split_values(text(element, {"statut_ess", "statut", "statut_juridique"}), ";|");
    read_place(element, record);
    record.description =
        first_of(element, {"description_activite", "description", "abstract"}).text();
    record.website = text(element, {"site_web", "website", "url"});
    record.phone = text(element, {"telephone", "phone"});
    read_email(element, record);
    read_categories(element, record);
    note_doubts(element, record);
    return record;
  }

 private:
  // A text, or the values of a list one after the other.
  static std::string text(const Json& element, std::initializer_list<std::string_view> keys) {
    const Json& value = first_of(element, keys);
    std::string joined = clean_value(value.text());
    for (const Json& item : value.items())
      if (const std::string part = clean_value(item.text()); !part.empty())
        joined += (joined.empty() ? "" : ";") + part;
    return joined;
  }

  static void read_place(const Json& element, SourceRecord& record) {
    const Json& address = element["address"];
    record.street = clean_line(text(address, {"streetNumber"}) + " " +
                               text(address, {"streetAddress", "customFormatedAddress"}));
    record.post_code = text(address, {"postalCode"});
    record.city = text(address, {"addressLocality"});
    const Json& geo = element["geo"];
    auto lat = first_of(geo, {"latitude", "lat"}).real();
    auto lon = first_of(geo, {"longitude", "lng", "lon"}).real();
    if (!lat) lat = first_of(element, {"latitude", "lat"}).real();
    if (!lon) lon = first_of(element, {"longitude", "lng", "long", "lon"}).real();
    if (lat && lon) record.point = Point{*lat, *lon};
  }

  // "private" says that there is one, which is nobody's business; subscriberEmails, userOwnerEmail
  // and the reports of an admin's export are persons' and are not even looked at.
  static void read_email(const Json& element, SourceRecord& record) {
    record.email = text(element, {"email"});
    if (fold(record.email) == "private") record.email.clear();
  }

  void read_categories(const Json& element, SourceRecord& record) const {
    std::vector<std::string> names;
    for (const Json& item : first_of(element, {"categories", "taxonomy", "optionValues"}).items())
      names.push_back(clean_value(item.is(Json::Type::Object) ? item["name"].text() : item.text()));
    for (const Json& item : element["categoriesFull"].items()) {
      names.push_back(clean_value(item["name"].text()));
      if (const std::string said = clean_value(item["description"].text()); !said.empty())
        record.offers.push_back({names.back(), said});
    }
    sort_unique(names);
    for (const std::string& name : names) {
      const std::string folded = fold(name);
      if (folded.empty() || themes_.noise.contains(folded)) continue;
      const auto theme = themes_.sectors.find(folded);
      if (theme == themes_.sectors.end()) continue;
      for (const SectorLink& link : theme->second)
        if (link.confidence >= least_confidence) record.inferred_sectors.push_back(link);
    }
  }

  static void note_doubts(const Json& element, SourceRecord& record) {
    const auto status = element["status"].integer();
    const auto moderation = element["moderationState"].integer();
    if ((status && *status == 0) || (moderation && *moderation != 0)) {
      record.unverified = true;
      record.doubts.push_back("non vérifié par Carteco");
    }
    if (element["refreshNeeded"]["isNeeded"].truth())
      record.doubts.push_back("fiche ancienne : Carteco demande qu'elle soit mise à jour");
  }

  const SourcePage& page_;
  const Themes& themes_;
};

bool is_withdrawn(const Json& element) {
  const auto status = element["status"].integer();
  return status && *status <= -2;
}

Result<SourceRows> read_elements(const Json& data, const SourcePage& page, const Themes& themes) {
  const ElementReader reader(page, themes);
  SourceRows rows;
  size_t number = 0;
  const auto read = [&](const Json& element) {
    ++number;
    if (!element.is(Json::Type::Object))
      rows.rejected.push_back({reader.origin(Json(), number), "not an object"});
    else if (is_withdrawn(element))
      rows.rejected.push_back({reader.origin(element, number), "refused or deleted on Carteco"});
    else
      rows.kept.push_back(reader.read(element, number));
  };
  if (data.is(Json::Type::Object)) read(data);
  for (const Json& element : data.items()) read(element);
  return rows;
}

}  // namespace

Result<SourceRows> read_carteco(const SourcePage& page) {
  auto parsed = parse_json_page(page.bytes);
  if (!parsed) return fail(ErrorCode::Fetch, "{}: {}", page.file, parsed.error().message);
  const Json& json = parsed->json;
  const Json& data = json.is(Json::Type::Array) ? json : first_of(json, {"data", "@graph"});
  if (!data.is(Json::Type::Array) && !data.is(Json::Type::Object))
    return fail(ErrorCode::Fetch, "{}: no list of elements: {}", page.file,
                json["error"].text().empty() ? "no 'data'" : json["error"].text());
  if (json["ontology"].text() == "gogocompact" || json["ontology"].text() == "gogosync")
    return fail(ErrorCode::Fetch, "{}: ontology '{}' leaves fields out; ask for gogofull",
                page.file, json["ontology"].text());
  auto themes = load_themes(page.data);
  if (!themes) return std::move(themes).failure();
  auto rows = read_elements(data, page, *themes);
  if (rows && parsed->repaired_bytes)
    rows->warnings.push_back(
        fmt::format("{}: {} bytes were not UTF-8", page.file, parsed->repaired_bytes));
  return rows;
}

}  // namespace filon
