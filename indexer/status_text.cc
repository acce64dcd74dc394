#include <fmt/ranges.h>

#include <algorithm>

#include "annuaire/json_writer.h"
#include "indexer/status.h"

namespace filon {
namespace {

int64_t age_days(UtcTime then, UtcTime now) {
  return std::max<int64_t>(0, std::chrono::floor<std::chrono::days>(now - then).count());
}

uint64_t bytes_of(const SnapshotInfo& snapshot) {
  uint64_t bytes = 0;
  for (const SnapshotPart& part : snapshot.parts) bytes += part.bytes;
  return bytes;
}

bool is_stale(const std::string& source, const IndexStatus& status) {
  return std::count(status.stale.begin(), status.stale.end(), source) > 0;
}

void write_source(JsonWriter& json, const Manifest::Source& source, const IndexStatus& status) {
  json.begin_object().key("name").string(source.name);
  json.key("harvested_at").string_or_null(source.harvested_at).key("age_days");
  const auto harvested = parse_utc(source.harvested_at);
  harvested ? json.integer(age_days(*harvested, status.now)) : json.null();
  json.key("structures").integer(source.structures);
  json.key("stale").boolean(is_stale(source.name, status)).end_object();
}

void write_snapshot(JsonWriter& json, const SnapshotInfo& snapshot, const IndexStatus& status) {
  json.begin_object().key("source").string(snapshot.source).key("id").string(snapshot.id);
  json.key("url").string_or_null(snapshot.url);
  json.key("fetched_at").string(utc_text(snapshot.fetched_at));
  json.key("confirmed_at").string(utc_text(snapshot.confirmed_at));
  json.key("age_days").integer(age_days(snapshot.confirmed_at, status.now));
  json.key("bytes").integer(static_cast<int64_t>(bytes_of(snapshot)));
  json.key("complete").boolean(snapshot.complete).end_object();
}

std::string days_ago(int64_t number) {
  return number == 0 ? "today" : number == 1 ? "1 day ago" : fmt::format("{} days ago", number);
}

std::string served_text(const IndexStatus& status) {
  const Manifest& manifest = *status.manifest;
  std::string text = fmt::format("generation {} is served (kept: {}), built {}: {} structures\n",
                                 manifest.generation, fmt::join(status.generations, " "),
                                 manifest.built_at, manifest.structures);
  for (const Manifest::Source& source : manifest.sources) {
    const auto harvested = parse_utc(source.harvested_at);
    text +=
        fmt::format("  {:<16} {:>8} structures, harvested {} ({}){}\n", source.name,
                    source.structures, source.harvested_at,
                    harvested ? days_ago(age_days(*harvested, status.now)) : "when is not known",
                    is_stale(source.name, status) ? ", STALE" : "");
  }
  return text;
}

}  // namespace

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
      write_source(json, source, status);
  json.end_array().key("snapshots").begin_array();
  for (const SnapshotInfo& snapshot : status.snapshots) write_snapshot(json, snapshot, status);
  json.end_array().key("verified").boolean(status.verified);
  json.key("stale").strings(status.stale).key("damage").strings(status.damage).end_object();
  return json.take() + '\n';
}

std::string readable(const IndexStatus& status) {
  std::string text;
  if (status.manifest) text += served_text(status);
  if (!status.snapshots.empty()) text += "snapshots (filon-indexer build --snapshot SOURCE=ID):\n";
  for (const SnapshotInfo& snapshot : status.snapshots)
    text += fmt::format("  {:<16} {} {:>10} bytes, {} ({}){}\n", snapshot.source, snapshot.id,
                        bytes_of(snapshot), snapshot.url,
                        days_ago(age_days(snapshot.confirmed_at, status.now)),
                        snapshot.complete ? "" : ", incomplete");
  for (const std::string& damage : status.damage) text += "damaged: " + damage + '\n';
  if (status.nothing_yet) text += "nothing is served yet: run filon-indexer run\n";
  if (status.verified && status.damage.empty() && !status.nothing_yet)
    text += "every file is as it was written\n";
  return text;
}

}  // namespace filon
