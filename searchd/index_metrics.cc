#include "searchd/index_metrics.h"

#include <ctime>

#include "searchd/metric_text.h"

namespace filon {
namespace {

std::string of_sources(const std::vector<Manifest::Source>& sources, std::string_view name,
                       std::string_view help, long long (*value)(const Manifest::Source&)) {
  std::string text = metric_head(name, "gauge", help);
  for (const Manifest::Source& source : sources)
    text +=
        fmt::format("filon_{}{{source={}}} {}\n", name, label_value(source.name), value(source));
  return text;
}

}  // namespace

long long instant(const std::string& iso) {
  std::tm parts{};
  return strptime(iso.c_str(), "%Y-%m-%dT%H:%M:%SZ", &parts) == nullptr ? 0 : timegm(&parts);
}

std::string index_metrics(const Snapshot& snapshot, bool refused) {
  const Manifest& manifest = snapshot.manifest;
  return metric("index_ready", "gauge", "1 while an index is served.", snapshot.ready ? 1 : 0) +
         metric("index_refused", "gauge",
                "1 while the published generation is damaged and an older one, or none, is served.",
                refused ? 1 : 0) +
         metric("index_generation", "gauge", "Generation served.", manifest.generation) +
         metric("index_structures", "gauge", "Structures in it.", manifest.structures) +
         metric("index_built_timestamp_seconds", "gauge", "When it was built.",
                instant(manifest.built_at)) +
         of_sources(manifest.sources, "source_harvested_timestamp_seconds",
                    "When the source was last read.",
                    [](const Manifest::Source& source) { return instant(source.harvested_at); }) +
         of_sources(manifest.sources, "source_stale",
                    "1 when its last harvest failed and older data stand in.",
                    [](const Manifest::Source& source) { return source.stale ? 1LL : 0LL; }) +
         of_sources(manifest.sources, "source_structures", "Structures that hold a row of it.",
                    [](const Manifest::Source& source) -> long long { return source.structures; });
}

}  // namespace filon
