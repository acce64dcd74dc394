#include "tests/relevance/world.h"

#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <map>

#include "annuaire/data_dir.h"
#include "annuaire/json_writer.h"
#include "indexer/generation.h"
#include "indexer/identity.h"
#include "indexer/normalise.h"
#include "indexer/sources/sources.h"

namespace filon {
namespace {

constexpr std::array smaller_towns = {"39198", "71270", "93066", "21054", "25388"};
constexpr std::array kinds = {"EI",   "ACI",  "ESAT",        "EA",  "AI",  "ETTI",
                              "SCOP", "SCIC", "ASSOCIATION", "SEP", "GEIQ"};

std::vector<PlaceId> towns(const Territories& territories) {
  std::map<PlaceId, PlaceId> largest;  // by département
  for (PlaceId id = 0; id < territories.size(); ++id) {
    const Territory& place = territories[id];
    if (place.kind != TerritoryKind::Commune || !place.parents.departement) continue;
    if (place.post_codes.empty()) continue;
    const auto [town, first] = largest.try_emplace(*place.parents.departement, id);
    if (!first && place.population > territories[town->second].population) town->second = id;
  }
  std::vector<PlaceId> all;
  for (const auto& [departement, town] : largest) all.push_back(town);
  for (const char* code : smaller_towns)
    all.push_back(*territories.find(TerritoryKind::Commune, code));
  return all;
}

std::string neutral_line(size_t number, const Sector& sector, const Territory& town,
                         std::string_view kind) {
  JsonWriter json;
  json.begin_object().key("id").string(fmt::format("w-{}", number));
  json.key("name").string(fmt::format("Atelier {}", number));
  json.key("kinds").begin_array().string(kind).end_array();
  json.key("sectors").begin_array().string(sector.slug).end_array();
  json.key("address").begin_object().key("post_code").string(town.post_codes[0]);
  json.key("city").string(town.name).key("insee_code").string(town.code).end_object();
  json.end_object();
  return json.take() + '\n';
}

std::string neutral_lines(const Tables& tables) {
  std::string lines;
  size_t number = 0;
  const std::vector<PlaceId> all = towns(tables.territories);
  for (const Sector& sector : tables.sectors.all())
    for (size_t town = 0; town < all.size(); ++town, ++number)
      lines +=
          neutral_line(number, sector, tables.territories[all[town]], kinds[number % kinds.size()]);
  return lines;
}

}  // namespace

Result<World> invented_world(const Tables& tables) {
  const auto references = load_references(data_dir());
  if (!references) return fail(references.error());
  const std::string lines = neutral_lines(tables);
  const SourcePage page{"monde", "monde.jsonl", "2026-11-20T00:00:00Z", lines, data_dir()};
  const auto read = collect_rows(source_info("monde").read, page);
  if (!read) return fail(read.error());
  World world{normalise_all(read->kept, *references, {}).kept, nullptr};
  for (Structure& s : world.records) s.id = s.sources[0].id, s.first_seen = "2026-11-20T00:00:00Z";
  const auto folder =
      std::filesystem::temp_directory_path() / fmt::format("filon-world-{}", getpid());
  const auto manifest =
      write_generation(folder, {world.records, {}, "2026-11-20T00:00:00Z"}, tables.territories, {});
  if (!manifest) return fail(manifest.error());
  auto snapshot = Snapshot::open(generation_dir(folder, manifest->generation), tables);
  std::filesystem::remove_all(folder);  // what is mapped and open stays readable
  if (!snapshot) return fail(snapshot.error());
  world.snapshot = *std::move(snapshot);
  return world;
}

}  // namespace filon
