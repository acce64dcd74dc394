#include "indexer/sources/sources.h"

#include <fmt/ranges.h>

#include <array>

#include "annuaire/table.h"

#include "indexer/sources/carteco_harvest.h"
#include "indexer/sources/carteco_reader.h"
#include "indexer/sources/lemarche_harvest.h"
#include "indexer/sources/lemarche_reader.h"
#include "indexer/sources/list_reader.h"
#include "indexer/sources/neutral_reader.h"

namespace filon {
namespace {

Result<Harvest> from_lemarche(const SourceAccess& access, const Fetch& fetch) {
  LemarcheAccess lemarche;
  lemarche.url = access.url;
  lemarche.token = access.token;
  lemarche.etag = access.etag;
  lemarche.last_modified = access.last_modified;
  auto harvest = harvest_lemarche(lemarche, fetch);
  if (!harvest || harvest->not_modified) return harvest;
  // The taxonomies go with the structures that use them: short pages of the same snapshot.
  for (const char* list : {"sectors/", "networks/", "siae/kinds/"}) {
    lemarche.list = list;
    lemarche.etag = lemarche.last_modified = {};
    auto lists = harvest_lemarche(lemarche, fetch);
    if (!lists) {
      harvest->warnings.push_back("taxonomies not refreshed: " + lists.error().message);
      continue;
    }
    for (std::string& page : lists->snapshot.pages)
      harvest->snapshot.pages.push_back(std::move(page));
  }
  return harvest;
}

Result<Harvest> from_carteco(const SourceAccess& access, const Fetch& fetch) {
  return harvest_carteco({access.url, access.etag, access.last_modified, access.last_document},
                         fetch);
}

// One document at one address, as it comes.
Result<Harvest> from_document(const SourceAccess& access, const Fetch& fetch) {
  FetchRequest request;
  request.url = access.url;
  request.accept = "*/*";
  request.etag = access.etag;
  request.last_modified = access.last_modified;
  auto answer = fetch(request);
  if (!answer) return std::move(answer).failure();
  Harvest harvest;
  harvest.not_modified = answer->not_modified;
  harvest.snapshot.info = snapshot_info(*answer);
  harvest.snapshot.info.complete = true;
  if (!answer->not_modified) harvest.snapshot.pages.push_back(std::move(answer->body));
  return harvest;
}

constexpr std::array<SourceInfo, 2> all_sources = {{
    {"lemarche", "https://lemarche.inclusion.gouv.fr", "FILON_LEMARCHE_TOKEN",
     "Le Marché de l'inclusion (Plateforme de l'inclusion)",
     "Conditions générales de l'API du Marché de l'inclusion", true, visit_lemarche, from_lemarche},
    {"carteco", "https://carteco-ess.org/api/elements.json", "",
     "Carteco, ESS France et les CRESS, © contributeurs OpenStreetMap",
     "ODbL 1.0 pour les noms, SIRET, statuts, contacts, horaires, adresses et positions ; les "
     "autres textes sont à leurs auteurs",
     false, visit_carteco, from_carteco},
}};

constexpr SourceInfo neutral = {"", "", "", "", "", true, visit_neutral, from_document};

}  // namespace

std::span<const SourceInfo> known_sources() { return all_sources; }

const SourceInfo& source_info(std::string_view name) {
  for (const SourceInfo& info : all_sources)
    if (info.name == name) return info;
  return neutral;
}

std::vector<std::string> source_order() {
  std::vector<std::string> names;
  for (const SourceInfo& info : all_sources) names.emplace_back(info.name);
  return names;
}

namespace {

// A table whose columns nobody has explained is no neutral file: its rows would all be refused.
Status check_json_lines(const SourcePage& page) {
  const FileFormat format = file_format(page.bytes);
  if (format == FileFormat::Json || format == FileFormat::Empty) return done();
  // Lines after a bad first one: that one is rejected by itself.
  if (format == FileFormat::Text && page.bytes.find("\n{") != std::string_view::npos) return done();
  const auto table = read_table(page.bytes);
  if (!table) return fail(ErrorCode::Fetch, "{}: {}", page.file, table.error().message);
  return fail(ErrorCode::Usage,
              "{}: say in the config file which columns hold what, as source.{}.name = …; its "
              "columns are: {}",
              page.file, page.source, fmt::join(table->header, ", "));
}

}  // namespace

Status read_source(const SourcePage& page, const RowSink& sink) {
  if (page.settings && !page.settings->verifies.empty())  // compared, never made records of
    return visit_list_values(page, {[](const auto&...) {}, sink.reject, sink.warn});
  if (page.settings && page.settings->has_mapping()) return visit_list(page, sink);
  Reader read = source_info(page.source).read;
  // Any name may be that of a GoGoCarto map or of a GeoJSON: the document says so.
  if (read == visit_neutral && is_map_document(page.bytes)) read = visit_carteco;
  if (read == visit_neutral)
    if (Status lines = check_json_lines(page); !lines) return lines;
  return read(page, sink);
}

}  // namespace filon
