#include "tests/integration/test_index.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <cmath>
#include <stdexcept>

#include "annuaire/data_dir.h"
#include "annuaire/reservation.h"
#include "annuaire/structure_kind.h"
#include "indexer/generation.h"

namespace filon {

const Tables& shipped_tables() {
  static const Result<Tables> loaded = Tables::load(data_dir());
  if (!loaded) throw std::runtime_error(loaded.error().message);
  return *loaded;
}

TestIndex::TestIndex(std::vector<Structure> records) {
  static std::atomic<int> made = 0;
  folder_ = std::filesystem::path(testing::TempDir()) /
            fmt::format("filon-test-index-{}-{}", getpid(), made++);
  const auto manifest = write_generation(folder_, {std::move(records), {}, "2026-11-23T00:00:00Z"},
                                         shipped_tables().territories, {});
  if (!manifest) throw std::runtime_error(manifest.error().message);
  const auto published = publish_generation(folder_, manifest->generation, 2);
  if (!published) throw std::runtime_error(published.error().message);
  serve(folder_);
}

TestIndex::TestIndex(const std::filesystem::path& index) : folder_(index.parent_path()) {
  serve(index);
}

void TestIndex::serve(const std::filesystem::path& index) {
  keeper_ = std::make_unique<IndexKeeper>(index, shipped_tables());
  snapshot_ = keeper_->snapshot();
  if (!snapshot_->ready) throw std::runtime_error("the index is not served");
  service_.reset(new Service{shipped_tables(), *keeper_});
  add_api_routes(router_, *service_);
}

TestIndex::~TestIndex() { std::filesystem::remove_all(folder_); }

httplib::Response TestIndex::get(const std::string& path, const Parameters& params) const {
  HttpRequest request;
  request.method = "GET";
  request.path = request.target = path;
  request.params = params;
  for (size_t start = 1; start <= path.size();) {
    const size_t end = std::min(path.find('/', start), path.size());
    request.segments.push_back(path.substr(start, end - start));
    start = end + 1;
  }
  httplib::Response response;
  response.status = 200;
  router_.answer(request, response);
  return response;
}

SearchResult TestIndex::search(const Parameters& params) const {
  const auto request =
      parse_search_request(params, shipped_tables(), *snapshot_, Strictness::Strict);
  if (!request) throw std::runtime_error(detail(request.error(), Language::English));
  auto found = filon::search(*request, snapshot_, shipped_tables(), test_day);
  if (!found) throw std::runtime_error(detail(found.error(), Language::English));
  return *std::move(found);
}

std::vector<std::string> TestIndex::ids(const Parameters& params) const {
  std::vector<std::string> ids;
  for (const FoundStructure& found : search(params).found)
    ids.emplace_back(snapshot_->image->ids[found.hit.document]);
  return ids;
}

Structure workshop(int number, std::string name) {
  Structure s;
  s.siren = fmt::format("9990{:05}", number);
  s.siret = s.siren + "00010";
  s.id = s.siret;
  s.name = std::move(name);
  s.kinds = {"ACI"};
  s.sources = {{"lemarche", std::to_string(number), "", "2026-11-01T00:00:00Z"}};
  s.first_seen = "2026-10-01T00:00:00Z";
  move_to(s, "21231");
  s.reservations = reservations_of(s, shipped_tables().labels, test_day.text);
  return s;
}

void give_sector(Structure& structure, const std::string& slug, Origin origin,
                 const std::string& because) {
  const Sectors& sectors = shipped_tables().sectors;
  const auto sector = sectors.find(slug);
  if (!sector) throw std::runtime_error("no sector " + slug);
  structure.sectors.push_back(
      {slug, sectors[*sector].name, origin, origin == Origin::Declared ? 100 : 80, because});
  std::sort(structure.sectors.begin(), structure.sectors.end(),
            [](const SectorLink& a, const SectorLink& b) { return a.slug < b.slug; });
}

void move_to(Structure& structure, const std::string& commune) {
  const Territories& places = shipped_tables().territories;
  const auto place = places.find(TerritoryKind::Commune, commune);
  if (!place) throw std::runtime_error("no commune " + commune);
  const Territory& found = places[*place];
  const auto code = [&](const std::optional<PlaceId>& parent) {
    return parent ? places[*parent].code : std::string();
  };
  structure.address = {"",
                       found.post_codes.empty() ? "" : found.post_codes[0],
                       found.name,
                       found.code,
                       code(found.parents.epci),
                       code(found.parents.ept),
                       code(found.parents.departement),
                       code(found.parents.region)};
  const auto rounded = [](double x) { return std::round(x * 1e6) / 1e6; };
  structure.location =
      Location{{rounded(found.centre->lat), rounded(found.centre->lon)}, PointPrecision::Commune};
}

}  // namespace filon
