#include "indexer/pipeline.h"

#include <algorithm>
#include <map>
#include <numeric>

#include "annuaire/schema.h"
#include "indexer/disk.h"
#include "indexer/generation.h"
#include "indexer/geocode.h"
#include "indexer/guards.h"
#include "indexer/harvester.h"
#include "indexer/identity.h"
#include "indexer/learn.h"
#include "indexer/left_out.h"
#include "indexer/merge.h"
#include "indexer/read_pages.h"
#include "indexer/sources/sources.h"
#include "indexer/state.h"
#include "indexer/store_lock.h"
#include "indexer/verify.h"

namespace filon {
namespace {

using Clock = std::chrono::steady_clock;
constexpr size_t most_doubts_listed = 50;

void tell(const RunSettings& settings, std::string_view what) {
  if (settings.on_progress) settings.on_progress(what, 0, 0);
}

Result<std::vector<HarvestedSource>> harvest_all(const RunSettings& settings, Report& report) {
  const SnapshotStore store(settings.store);
  Fetcher fetcher(settings.fetch);
  const Fetch fetch = [&](const FetchRequest& request) { return fetcher.fetch(request); };
  std::vector<HarvestedSource> harvested;
  std::optional<Error> first_error;
  // One source's failure must not cost the others their snapshot.
  for (const SourceChoice& choice : settings.sources) {
    tell(settings, choice.name + ": harvesting");
    SourceReport& source = report.sources.emplace_back();
    source.name = choice.name;
    source.url = choice.target;
    auto outcome = harvest_source(choice, settings, store, fetch);
    if (!outcome) {
      source.warnings.push_back(outcome.error().message);
      if (!first_error) first_error = outcome.error();
      continue;
    }
    source.snapshot = outcome->source.snapshot;
    source.stale = outcome->source.stale;
    source.warnings = std::move(outcome->warnings);
    harvested.push_back(std::move(outcome->source));
  }
  if (first_error) return fail(*first_error);
  if (Status kept = write_harvest(settings.store, harvested); !kept)
    return std::move(kept).failure();
  return harvested;
}

struct ReadRows {
  std::vector<Structure> rows;
  std::vector<RowsOfSource> rows_of;
  std::vector<Manifest::Source> sources;
};

SourceReport& report_of(const HarvestedSource& source, Report& report) {
  for (SourceReport& known : report.sources)
    if (known.name == source.name) return known;
  SourceReport& added = report.sources.emplace_back();
  added.name = source.name;
  added.url = source.url;
  added.snapshot = source.snapshot;
  added.stale = source.stale;
  return added;
}

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
    const std::string seen_at = utc_text(snapshot->fetched_at);
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

Status guard(const RunSettings& settings, const std::vector<Structure>& records,
             const Report& report) {
  if (settings.force) return done();
  if (Status few = check_rejects(report.sources); !few) return few;
  const auto served = current_generation(settings.index);
  if (!served) return done();
  // Without its schema check: what was served counts, whatever program wrote it.
  const auto text = read_file(generation_dir(settings.index, *served) / manifest_file);
  const auto manifest = text ? manifest_from_json(*text) : Result<Manifest>(fail(text.error()));
  return manifest ? check_loss(*manifest, records, settings.max_loss_percent) : done();
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
  if (Status stored = state.apply(identified.changes); !stored) return stored;
  if (Status served = publish_generation(settings.index, manifest->generation, settings.keep);
      !served)
    return served;
  report.generation = manifest->generation;
  return done();
}

// Addresses → points; what the service does not answer is told, and asked again next time.
Status locate(const RunSettings& settings, std::vector<Structure>& records, Report& report) {
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

void count(const Identified& identified, Report& report) {
  report.total = identified.records.size();
  report.inactive =
      static_cast<size_t>(std::count_if(identified.records.begin(), identified.records.end(),
                                        [](const Structure& record) { return !record.active; }));
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
  const auto known = state->load();
  if (!known) return fail(known.error());
  const UtcTime now = settings.now.value_or(utc_now());

  auto read = read_all(harvested, *references, settings, report);
  if (!read) return fail(read.error());
  Merged merged = merge(std::move(read->rows), source_order());
  if (Status located = locate(settings, merged.records, report); !located) return located;
  if (Status verified =
          verify_all(harvested, *references, settings, merged.records, read->sources, report);
      !verified)
    return verified;
  for (Structure& record : merged.records)
    complete(record, *references, utc_text(now).substr(0, 10));
  report.merged = merged.merged;
  Identified identified = identify(std::move(merged.records), *known, now, settings.removal_list);
  reject_left_out(identified.left_out, merged, read->rows_of, report);
  count(identified, report);
  if (Status allowed = guard(settings, identified.records, report); !allowed) return allowed;
  return write(std::move(identified), std::move(read->sources), now, *state, *references, settings,
               report);
}

// For check: which doubts, and how often, without what they say of one row.
void note_doubts(const std::vector<Structure>& rows, SourceReport& report) {
  std::map<std::string, size_t> counts;
  for (const Structure& row : rows)
    for (const std::string& doubt : row.doubts) ++counts[doubt];
  for (const auto& [doubt, count] : counts) {
    if (report.warnings.size() >= most_doubts_listed) break;
    report.warnings.push_back(fmt::format("{} : {}", count, doubt));
  }
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

Report check(const RunSettings& settings) {
  return reported([&](Report& report) -> Status {
    const auto references = load_references(settings.data);
    if (!references) return fail(references.error());
    Fetcher fetcher(settings.fetch);
    const auto one_page = [&](const FetchRequest& request) { return fetcher.fetch(request); };
    for (const SourceChoice& choice : settings.sources) {
      const HarvestedSource source{choice.name, choice.target, "", false};
      SourceReport& counted = report_of(source, report);
      const auto snapshot = fetch_source(choice, settings, one_page);
      if (!snapshot) return fail(snapshot.error());
      std::vector<Structure> rows;
      if (Status read = read_pages(source, snapshot->pages, utc_text(utc_now()), *references,
                                   settings, counted, rows);
          !read)
        return read;
      note_doubts(rows, counted);
      report.total += rows.size();
    }
    return done();
  });
}

Report harvest(const RunSettings& settings) {
  return reported([&](Report& report) -> Status {
    const auto lock = StoreLock::take(settings.store);
    if (!lock) return fail(lock.error());
    const auto harvested = harvest_all(settings, report);
    return harvested ? done() : fail(harvested.error());
  });
}

Report build(const RunSettings& settings) {
  return reported([&](Report& report) -> Status {
    const auto lock = StoreLock::take(settings.store);
    if (!lock) return fail(lock.error());
    const auto harvested = read_harvest(settings.store);
    if (!harvested) return fail(harvested.error());
    return build_from(*harvested, settings, report);
  });
}

Report run(const RunSettings& settings) {
  return reported([&](Report& report) -> Status {
    const auto lock = StoreLock::take(settings.store);
    if (!lock) return fail(lock.error());
    const auto harvested = harvest_all(settings, report);
    if (!harvested) return fail(harvested.error());
    return build_from(*harvested, settings, report);
  });
}

}  // namespace filon
