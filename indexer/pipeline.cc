#include "indexer/pipeline.h"

#include <algorithm>
#include <numeric>

#include "annuaire/schema.h"
#include "indexer/build_sources.h"
#include "indexer/disk.h"
#include "indexer/generation.h"
#include "indexer/geocode.h"
#include "indexer/guards.h"
#include "indexer/harvest_run.h"
#include "indexer/harvester.h"
#include "indexer/identity.h"
#include "indexer/learn.h"
#include "indexer/left_out.h"
#include "indexer/merge.h"
#include "indexer/read_pages.h"
#include "indexer/room.h"
#include "indexer/sources/sources.h"
#include "indexer/state.h"
#include "indexer/store_lock.h"
#include "indexer/verify.h"

namespace filon {
namespace {

using Clock = std::chrono::steady_clock;

void tell(const RunSettings& settings, std::string_view what) {
  if (settings.on_progress) settings.on_progress(what, 0, 0);
}

struct ReadRows {
  PackedRecords rows;
  std::vector<RowsOfSource> rows_of;
  std::vector<Manifest::Source> sources;
};

Result<ReadRows> read_all(const std::vector<HarvestedSource>& harvested,
                          const References& references, const RunSettings& settings,
                          Report& report) {
  const SnapshotStore store(settings.store);
  ReadRows all;
  for (const HarvestedSource& source : harvested) {
    if (is_verifier(source.name, settings)) continue;
    tell(settings, source.name + ": reading");
    const auto snapshot = store.find(source.name, source.snapshot);
    if (!snapshot) return fail(ErrorCode::Fetch, "{}: {}", source.name, snapshot.error().message);
    const auto pages = store.read(*snapshot);
    if (!pages) return fail(ErrorCode::Fetch, "{}: {}", source.name, pages.error().message);
    const std::string seen_at = utc_text(snapshot->confirmed_at);
    if (Status read = read_pages(source, *pages, seen_at, references, settings,
                                 report_of(source, report), all.rows);
        !read)
      return std::move(read).failure();
    const size_t known =
        std::accumulate(all.rows_of.begin(), all.rows_of.end(), size_t{0},
                        [](size_t sum, const RowsOfSource& of) { return sum + of.rows; });
    all.rows_of.push_back({source.name, all.rows.size() - known});
    all.sources.push_back(manifest_source(source, seen_at, settings));
  }
  return all;
}

// Without its schema check: what was served counts, whatever program wrote it.
std::optional<Manifest> served_manifest(const std::filesystem::path& index) {
  const auto served = current_generation(index);
  if (!served) return std::nullopt;
  const auto text = read_file(generation_dir(index, *served) / manifest_file);
  auto manifest = text ? manifest_from_json(*text) : Result<Manifest>(fail(text.error()));
  return manifest ? std::optional(*std::move(manifest)) : std::nullopt;
}

Status guard(const RunSettings& settings, const RecordCounts& records, const Report& report) {
  const auto served = served_manifest(settings.index);
  if (Status room =
          check_room(settings.index, room_needed(static_cast<size_t>(records.all), served));
      !room)
    return room;
  if (settings.force) return done();
  if (Status few = check_rejects(report.sources); !few) return few;
  return served ? check_loss(*served, records, settings.max_loss_percent) : done();
}

Status write(Identified identified, std::vector<Manifest::Source> sources, UtcTime now,
             State& state, const References& references, const RunSettings& settings,
             Report& report) {
  GenerationContent content{std::move(identified.records), std::move(sources), utc_text(now),
                            std::move(identified.old_ids)};
  const auto manifest = write_generation(settings.index, std::move(content), references.territories,
                                         settings.on_progress);
  if (!manifest) return fail(manifest.error());
  // Ids are remembered before the generation that shows them is served: one shown is never lost.
  Status served = state.apply(identified.changes);
  if (served) served = publish_generation(settings.index, manifest->generation, settings.keep);
  if (!served) {
    // A full disk must not stay full of a generation that nobody serves.
    if (current_generation(settings.index) != manifest->generation)
      std::ignore = discard_generation(settings.index, manifest->generation);
    return served;
  }
  report.generation = manifest->generation;
  return done();
}

// Addresses → points; what the service does not answer is told, and asked again next time.
Status locate(const RunSettings& settings, PackedRecords& records, Report& report) {
  if (settings.geocode.empty()) return done();
  tell(settings, "addresses: locating");
  auto cache = GeocodeCache::open(settings.store);
  if (!cache) return fail(cache.error());
  Fetcher fetcher(settings.fetch);
  const auto outcome = geocode(records, settings.geocode, *cache,
                               [&](const FetchRequest& request) { return fetcher.fetch(request); });
  if (!outcome) return fail(outcome.error());
  report.warnings.insert(report.warnings.end(), outcome->warnings.begin(), outcome->warnings.end());
  return done();
}

void note_merging(const Merged& merged, Report& report) {
  report.merged = merged.merged;
  report.suspected = merged.suspected;
  report.warnings.insert(report.warnings.end(), merged.notes.begin(), merged.notes.end());
}

void count(const Identified& identified, Report& report) {
  report.total = identified.records.size();
  report.inactive = static_cast<size_t>(identified.counts.all - identified.counts.active);
  report.added = identified.added;
  report.changed = identified.changed;
  report.removed = identified.removed;
}

Status build_from(const std::vector<HarvestedSource>& harvested, const RunSettings& settings,
                  Report& report) {
  // Two stores may feed one index, so it has a lock of its own.
  std::error_code ignored;
  const bool one_folder = std::filesystem::equivalent(settings.store, settings.index, ignored);
  const auto index_lock =
      StoreLock::take(one_folder ? settings.index / ".index-lock" : settings.index);
  if (!index_lock) return fail(index_lock.error());
  auto references = load_references(settings.data);
  if (!references) return fail(references.error());
  if (Status learnt = learn_taxonomies(harvested, settings, *references, report); !learnt)
    return learnt;
  auto state = State::open(settings.store);
  if (!state) return fail(state.error());
  auto known = state->load();
  if (!known) return fail(known.error());
  const UtcTime now = settings.now.value_or(utc_now());

  auto read = read_all(harvested, *references, settings, report);
  if (!read) return fail(read.error());
  tell(settings, "merging");
  const Complete complete = [&, today = utc_text(now).substr(0, 10)](Structure& record) {
    filon::complete(record, *references, today);
  };
  Merged merged = merge(std::move(read->rows),
                        {source_order(), settings.decisions, references->shared_domains, complete});
  note_merging(merged, report);
  if (Status located = locate(settings, merged.records, report); !located) return located;
  if (Status verified = verify_all(harvested, *references, settings, complete, merged.records,
                                   read->sources, report);
      !verified)
    return verified;
  Identified identified = identify(std::move(merged.records), *known, now, settings.removal_list);
  *known = {};  // as much as the records, from the second run on
  reject_left_out(identified.left_out, merged, read->rows_of, report);
  count(identified, report);
  if (Status allowed = guard(settings, identified.counts, report); !allowed) return allowed;
  return write(std::move(identified), std::move(read->sources), now, *state, *references, settings,
               report);
}

template <class Work>
Report reported(Work work) {
  const auto start = Clock::now();
  Report report;
  if (const Status finished = work(report); !finished) report.error = finished.error();
  report.seconds = std::chrono::duration<double>(Clock::now() - start).count();
  return report;
}

}  // namespace

Report harvest(const RunSettings& settings) {
  return reported([&](Report& report) -> Status {
    const auto lock = StoreLock::take(settings.store);
    if (!lock) return fail(lock.error());
    const auto harvested = harvest_sources(settings, report);
    return harvested ? done() : fail(harvested.error());
  });
}

Report build(const RunSettings& settings) {
  return reported([&](Report& report) -> Status {
    const auto lock = StoreLock::take(settings.store);
    if (!lock) return fail(lock.error());
    const auto harvested = sources_to_build(settings.store, settings.snapshots);
    if (!harvested) return fail(harvested.error());
    return build_from(*harvested, settings, report);
  });
}

Report run(const RunSettings& settings) {
  return reported([&](Report& report) -> Status {
    const auto lock = StoreLock::take(settings.store);
    if (!lock) return fail(lock.error());
    const auto harvested = harvest_sources(settings, report);
    if (!harvested) return fail(harvested.error());
    return build_from(*harvested, settings, report);
  });
}

}  // namespace filon
