#include "indexer/sources/sources.h"

#include <array>

#include "indexer/sources/carteco_harvest.h"
#include "indexer/sources/carteco_reader.h"
#include "indexer/sources/lemarche_harvest.h"
#include "indexer/sources/lemarche_reader.h"
#include "indexer/sources/neutral_reader.h"

namespace filon {
namespace {

Result<Harvest> from_lemarche(const SourceAccess& access, const Fetch& fetch) {
  LemarcheAccess lemarche;
  lemarche.url = access.url;
  lemarche.token = access.token;
  lemarche.etag = access.etag;
  lemarche.last_modified = access.last_modified;
  return harvest_lemarche(lemarche, fetch);
}

Result<Harvest> from_carteco(const SourceAccess& access, const Fetch& fetch) {
  return harvest_carteco({access.url, access.etag, access.last_modified}, fetch);
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

constexpr std::array<SourceInfo, 2> sources = {{
    {"lemarche", "https://lemarche.inclusion.gouv.fr", "FILON_LEMARCHE_TOKEN",
     "Le Marché de l'inclusion (Plateforme de l'inclusion)",
     "Conditions générales de l'API du Marché de l'inclusion", true, read_lemarche, from_lemarche},
    {"carteco", "https://carteco-ess.org/api/elements.json", "",
     "Carteco, ESS France et les CRESS, © contributeurs OpenStreetMap",
     "Open Database License (ODbL) 1.0", false, read_carteco, from_carteco},
}};

constexpr SourceInfo neutral = {"", "", "", "", "", true, read_neutral, from_document};

}  // namespace

std::span<const SourceInfo> known_sources() { return sources; }

const SourceInfo& source_info(std::string_view name) {
  for (const SourceInfo& info : sources)
    if (info.name == name) return info;
  return neutral;
}

std::vector<std::string> source_order() {
  std::vector<std::string> names;
  for (const SourceInfo& info : sources) names.emplace_back(info.name);
  return names;
}

}  // namespace filon
