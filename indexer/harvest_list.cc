#include "indexer/harvest_list.h"

#include "annuaire/json.h"
#include "annuaire/json_writer.h"
#include "indexer/disk.h"
#include "indexer/snapshot_store.h"
#include "indexer/url.h"

namespace filon {
namespace fs = std::filesystem;
namespace {

constexpr const char* file_name = "harvest.json";

std::string to_json(const std::vector<HarvestedSource>& sources) {
  JsonWriter json;
  json.begin_array();
  for (const HarvestedSource& source : sources) {
    json.begin_object().key("name").string(source.name);
    json.key("url").string_or_null(printable_url(source.url));
    json.key("snapshot").string_or_null(source.snapshot);
    json.key("stale").boolean(source.stale).end_object();
  }
  return json.end_array().take() + "\n";
}

}  // namespace

Status write_harvest(const fs::path& store, const std::vector<HarvestedSource>& sources) {
  for (const HarvestedSource& source : sources)
    if (Status named = check_source_name(source.name); !named) return named;
  if (Status made = make_dirs(store); !made) return made;
  return write_file_atomically(store / file_name, to_json(sources));
}

Result<std::vector<HarvestedSource>> read_harvest(const fs::path& store) {
  const fs::path file = store / file_name;
  const Result<std::string> text = read_file(file);
  if (!text && text.error().code == ErrorCode::NotFound)
    return fail(ErrorCode::NotFound, "{}: nothing was harvested yet: run filon-indexer harvest",
                store.string());
  if (!text) return fail(text.error());
  const Result<Json> json = parse_json(*text);
  if (!json) return fail(ErrorCode::Damaged, "{}: {}", file.string(), json.error().message);
  std::vector<HarvestedSource> sources;
  for (const Json& item : json->items()) {
    if (const Status named = check_source_name(item["name"].text()); !named)
      return fail(ErrorCode::Damaged, "{}: {}", file.string(), named.error().message);
    sources.push_back(
        {item["name"].text(), item["url"].text(), item["snapshot"].text(), item["stale"].truth()});
  }
  return sources;
}

}  // namespace filon
