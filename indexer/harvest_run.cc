#include "indexer/harvest_run.h"

#include "indexer/harvester.h"
#include "indexer/url.h"

namespace filon {
namespace {

// Room that could not be given back is worth a word, not a failed run.
void prune(const HarvestedSource& source, const RunSettings& settings, Report& report) {
  const auto pruned =
      SnapshotStore(settings.store)
          .prune(source.name, settings.keep_snapshots,
                 std::chrono::hours(24) * settings.snapshot_days, utc_now(), {source.snapshot});
  if (!pruned) report_of(source, report).warnings.push_back(pruned.error().message);
}

// How much of the answer has come, told under the name of its source.
FetchSettings telling(const RunSettings& settings, const std::string& source) {
  FetchSettings fetch = settings.fetch;
  fetch.on_progress = [&settings, &source](uint64_t bytes) {
    if (settings.on_progress && bytes >= 1000)
      settings.on_progress(source + ": kB received", bytes / 1000, 0);
  };
  return fetch;
}

void note(const Result<HarvestOutcome>& outcome, SourceReport& source) {
  if (!outcome) {
    source.warnings.push_back(outcome.error().message);
    return;
  }
  source.snapshot = outcome->source.snapshot;
  source.stale = outcome->source.stale;
  source.warnings = outcome->warnings;
}

}  // namespace

Result<std::vector<HarvestedSource>> harvest_sources(const RunSettings& settings, Report& report) {
  const SnapshotStore store(settings.store);
  std::string current;
  Fetcher fetcher(telling(settings, current));
  const Fetch fetch = [&](const FetchRequest& request) { return fetcher.fetch(request); };
  std::vector<HarvestedSource> harvested;
  std::optional<Error> first_error;
  for (const SourceChoice& choice : settings.sources) {
    current = choice.name;
    if (settings.on_progress) settings.on_progress(current + ": harvesting", 0, 0);
    const auto outcome = harvest_source(choice, settings, store, fetch);
    note(outcome, report_of({choice.name, choice.target, "", false}, report));
    if (outcome)
      harvested.push_back(outcome->source);
    else if (!first_error)
      first_error = outcome.error();
  }
  if (first_error) return fail(*first_error);
  if (Status kept = write_harvest(settings.store, harvested); !kept)
    return std::move(kept).failure();
  for (const HarvestedSource& source : harvested) prune(source, settings, report);
  return harvested;
}

}  // namespace filon
