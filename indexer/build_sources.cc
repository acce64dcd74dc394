#include "indexer/build_sources.h"

#include <algorithm>

#include <fmt/ranges.h>

namespace filon {
namespace {

Failure<Error> no_snapshot(const SnapshotStore& store, const std::string& source,
                           const std::string& id) {
  std::vector<std::string> ids;
  if (const auto all = store.all(source))
    for (const SnapshotInfo& snapshot : *all) ids.push_back(snapshot.id);
  if (ids.empty())
    return fail(ErrorCode::NotFound, "--snapshot {}={}: no snapshot of this source", source, id);
  return fail(ErrorCode::NotFound, "--snapshot {}={}: there is none; there are: {}", source, id,
              fmt::join(ids, ", "));
}

Result<HarvestedSource> at_snapshot(const SnapshotStore& store, const std::string& source,
                                    const std::string& id) {
  const auto snapshot = store.find(source, id);
  if (!snapshot && snapshot.error().code == ErrorCode::NotFound)
    return no_snapshot(store, source, id);
  if (!snapshot) return fail(snapshot.error());
  const auto last = store.latest(source);
  const bool is_last = last && *last && (*last)->id == id;
  return HarvestedSource{source, snapshot->url, id, !is_last};
}

}  // namespace

Result<std::vector<HarvestedSource>> sources_to_build(
    const std::filesystem::path& store, const std::map<std::string, std::string>& chosen) {
  auto harvested = read_harvest(store);
  if (!harvested && (chosen.empty() || harvested.error().code != ErrorCode::NotFound))
    return harvested;
  std::vector<HarvestedSource> sources =
      harvested ? *std::move(harvested) : std::vector<HarvestedSource>();
  for (const auto& [source, id] : chosen) {
    auto then = at_snapshot(SnapshotStore(store), source, id);
    if (!then) return fail(then.error());
    const auto same = std::find_if(sources.begin(), sources.end(),
                                   [&](const HarvestedSource& s) { return s.name == then->name; });
    if (same == sources.end())
      sources.push_back(*std::move(then));
    else
      *same = *std::move(then);
  }
  return sources;
}

}  // namespace filon
