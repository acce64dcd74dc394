#include "tests/relevance/world.h"

#include <unistd.h>

#include <filesystem>

#include "annuaire/data_dir.h"
#include "annuaire/json_writer.h"
#include "indexer/generation.h"
#include "indexer/identity.h"
#include "indexer/normalise.h"
#include "indexer/sources/sources.h"

namespace filon {
namespace {

constexpr std::array towns = {"21231", "25056", "39198", "89024", "58194",
                              "71270", "69123", "70550", "93066", "97411"};
constexpr std::array kinds = {"EI",   "ACI",  "ESAT", "EA",          "AI",
                              "ETTI", "SCOP", "SCIC", "ASSOCIATION", "SEP"};

std::string neutral_lines(const Tables& tables) {
  std::string lines;
  size_t number = 0;
  for (const Sector& sector : tables.sectors.all())
    for (size_t town = 0; town < towns.size(); ++town, ++number) {
      const auto place = tables.territories.find(TerritoryKind::Commune, towns[town]);
      const Territory& commune = tables.territories[*place];
      JsonWriter json;
      json.begin_object().key("id").string(fmt::format("w-{}", number));
      json.key("name").string(fmt::format("Atelier {}", number));
      json.key("kinds").begin_array().string(kinds[(number + town) % kinds.size()]).end_array();
      json.key("sectors").begin_array().string(sector.slug).end_array();
      json.key("address").begin_object().key("post_code").string(commune.post_codes[0]);
      json.key("city").string(commune.name).key("insee_code").string(commune.code).end_object();
      json.end_object();
      lines += json.take() + '\n';
    }
  return lines;
}

}  // namespace

std::shared_ptr<const Snapshot> invented_world(const Tables& tables) {
  const auto references = load_references(data_dir());
  if (!references) return nullptr;
  const std::string lines = neutral_lines(tables);
  const SourcePage page{"monde", "monde.jsonl", "2026-11-20T00:00:00Z", lines, data_dir()};
  const auto read = collect_rows(source_info("monde").read, page);
  if (!read) return nullptr;
  Normalised normal = normalise_all(read->kept, *references, {});
  for (Structure& s : normal.kept) s.id = s.sources[0].id, s.first_seen = "2026-11-20T00:00:00Z";
  const auto folder =
      std::filesystem::temp_directory_path() / fmt::format("filon-world-{}", getpid());
  const auto manifest =
      write_generation(folder, {normal.kept, {}, "2026-11-20T00:00:00Z"}, tables.territories, {});
  if (!manifest) return nullptr;
  auto snapshot = Snapshot::open(generation_dir(folder, manifest->generation), tables);
  std::filesystem::remove_all(folder);  // what is mapped and open stays readable
  return snapshot ? *snapshot : nullptr;
}

}  // namespace filon
