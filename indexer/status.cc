#include "indexer/status.h"

#include <fmt/ranges.h>

#include "annuaire/json_writer.h"
#include "indexer/generation.h"

namespace filon {

IndexStatus index_status(const std::filesystem::path& index, bool hash) {
  IndexStatus status;
  if (auto all = generations(index)) status.generations = *std::move(all);
  const auto served = current_generation(index);
  if (!served) {
    status.damage = "nothing is served: run filon-indexer run";
    return status;
  }
  const auto dir = generation_dir(index, *served);
  auto manifest = read_manifest(dir);
  if (!manifest) {
    status.damage = manifest.error().message;
    return status;
  }
  if (hash) {
    const Status whole = verify(dir, *manifest);
    status.verified = true;
    if (!whole) status.damage = whole.error().message;
  }
  for (const Manifest::Source& source : manifest->sources)
    if (source.stale) status.stale.push_back(source.name);
  status.manifest = *std::move(manifest);
  return status;
}

std::string to_json(const IndexStatus& status) {
  JsonWriter json;
  json.begin_object().key("healthy").boolean(status.healthy());
  json.key("generation");
  status.manifest ? json.integer(status.manifest->generation) : json.null();
  json.key("generations").begin_array();
  for (const int64_t generation : status.generations) json.integer(generation);
  json.end_array().key("built_at").string_or_null(status.manifest ? status.manifest->built_at : "");
  json.key("structures");
  status.manifest ? json.integer(status.manifest->structures) : json.null();
  json.key("sources").begin_array();
  if (status.manifest)
    for (const Manifest::Source& source : status.manifest->sources)
      json.begin_object()
          .key("name")
          .string(source.name)
          .key("harvested_at")
          .string_or_null(source.harvested_at)
          .key("structures")
          .integer(source.structures)
          .key("stale")
          .boolean(source.stale)
          .end_object();
  json.end_array().key("verified").boolean(status.verified);
  json.key("damage").string_or_null(status.damage).end_object();
  return json.take();
}

std::string readable(const IndexStatus& status) {
  std::string text;
  if (status.manifest) {
    text = fmt::format("generation {} of {}, built {}: {} structures\n",
                       status.manifest->generation, fmt::join(status.generations, " "),
                       status.manifest->built_at, status.manifest->structures);
    for (const Manifest::Source& source : status.manifest->sources)
      text += fmt::format("  {:<12} {:>8} structures, harvested {}{}\n", source.name,
                          source.structures, source.harvested_at, source.stale ? " (stale)" : "");
  }
  if (!status.damage.empty()) text += "damaged: " + status.damage + '\n';
  if (status.verified && status.damage.empty()) text += "every file is as its manifest says\n";
  return text;
}

}  // namespace filon
