#include "indexer/harvester.h"

#include "annuaire/sha256.h"
#include "indexer/disk.h"
#include "indexer/harvest_journal.h"
#include "indexer/sources/carteco_changes.h"
#include "indexer/sources/sources.h"

namespace filon {
namespace {

Result<Harvest> from_file(const std::string& file) {
  auto bytes = read_file(file);
  if (!bytes) return fail(ErrorCode::Fetch, "{}", bytes.error().message);
  Harvest harvest;
  harvest.snapshot.info.url = file;
  harvest.snapshot.info.fetched_at = utc_now();
  harvest.snapshot.info.complete = true;
  harvest.snapshot.pages.push_back(without_private_members(*std::move(bytes)));
  return harvest;
}

Result<Harvest> from_address(const SourceChoice& choice, const SourceInfo& info,
                             const RunSettings& settings, const std::optional<SnapshotInfo>& last,
                             const Fetch& fetch) {
  SourceAccess access{choice.target, "", "", ""};
  if (const auto token = settings.tokens.find(std::string(info.token_setting));
      token != settings.tokens.end())
    access.token = token->second;
  if (last && last->complete && last->target_sha256 == sha256_of(choice.target)) {
    access.etag = last->etag;
    access.last_modified = last->last_modified;
    access.last_document = [&settings, last]() -> Result<std::string> {
      auto pages = SnapshotStore(settings.store).read(*last);
      if (!pages) return std::move(pages).failure();
      if (pages->empty()) return fail(ErrorCode::NotFound, "the last snapshot has no page");
      return std::move(pages->front());
    };
  }
  return info.harvest(access, fetch);
}

// A page nobody can read must not become the snapshot that every later build reads.
Status check_readable(const SourceChoice& choice, const RawSnapshot& snapshot,
                      const RunSettings& settings) {
  const auto ignore = [](const auto&) {};
  for (size_t i = 0; i < snapshot.pages.size(); ++i) {
    const SourcePage page{choice.name,
                          page_name(snapshot.info.url, i),
                          "",
                          snapshot.pages[i],
                          settings.data,
                          &settings_of(settings.source_settings, choice.name),
                          snapshot.pages};
    if (const Status read = read_source(page, {ignore, ignore, ignore}); !read) return read;
  }
  return done();
}

bool is_young_enough(const SnapshotInfo& snapshot, int days) {
  return days > 0 && utc_now() - snapshot.confirmed_at <= std::chrono::hours(24) * days;
}

Result<HarvestOutcome> keep(Harvest harvest, const SourceChoice& choice,
                            const RunSettings& settings, const std::optional<SnapshotInfo>& last,
                            const SnapshotStore& store) {
  if (harvest.not_modified && last) {
    if (Status confirmed = store.confirm(*last, utc_now()); !confirmed)
      return std::move(confirmed).failure();
    return HarvestOutcome{{choice.name, last->url, last->id, false}, std::move(harvest.warnings)};
  }
  if (const Status read = check_readable(choice, harvest.snapshot, settings); !read)
    return fail(read.error());
  harvest.snapshot.info.target_sha256 = sha256_of(choice.target);
  const auto saved = store.save(choice.name, std::move(harvest.snapshot));
  if (!saved) return fail(saved.error());
  return HarvestOutcome{{choice.name, saved->url, saved->id, false}, std::move(harvest.warnings)};
}

// The source's answer, kept as a snapshot; each of its pages is on disk as soon as it has come.
Result<HarvestOutcome> harvest_address(const SourceChoice& choice, const RunSettings& settings,
                                       const std::optional<SnapshotInfo>& last,
                                       const SnapshotStore& store, const Fetch& fetch) {
  const SourceInfo& info = source_info(choice.name);
  HarvestJournal journal(store.journal_of(choice.name), choice.target, utc_now());
  const Fetch clean = [&](const FetchRequest& request) {
    auto answer = fetch(request);
    if (answer) answer->body = without_private_members(std::move(answer->body));
    return answer;
  };
  const Fetch journaled = [&](const FetchRequest& request) {
    return journal.fetch(request, clean);
  };
  auto harvest = from_address(choice, info, settings, last, journaled);
  auto kept = harvest ? keep(*std::move(harvest), choice, settings, last, store)
                      : Result<HarvestOutcome>(std::move(harvest).failure());
  if (kept) {
    if (journal.resumed() > 0)
      kept->warnings.push_back(
          fmt::format("{} pages came from an interrupted harvest", journal.resumed()));
    if (Status dropped = journal.drop(); !dropped) return std::move(dropped).failure();
    return kept;
  }
  if (kept.error().code == ErrorCode::Disk || journal.interrupted()) return kept;
  const auto aside = store.refused_of(choice.name);
  if (Status moved = journal.set_aside(aside); !moved) return std::move(moved).failure();
  return fail(kept.error().code, "{} (what came is kept in {})", kept.error().message,
              aside.string());
}

Result<HarvestOutcome> harvest_file(const SourceChoice& choice, const RunSettings& settings,
                                    const SnapshotStore& store) {
  auto harvest = from_file(choice.target);
  if (!harvest) return fail(harvest.error());
  return keep(*std::move(harvest), choice, settings, {}, store);
}

}  // namespace

bool is_address(const std::string& target) {
  return target.starts_with("http://") || target.starts_with("https://");
}

std::string page_name(const std::string& url, size_t page) {
  if (is_address(url)) return fmt::format("page {}", page + 1);
  return std::filesystem::path(url).filename().string();
}

Result<RawSnapshot> fetch_source(const SourceChoice& choice, const RunSettings& settings,
                                 const Fetch& fetch) {
  auto harvest = is_address(choice.target)
                     ? from_address(choice, source_info(choice.name), settings, {}, fetch)
                     : from_file(choice.target);
  if (!harvest) return fail(harvest.error().code, "{}: {}", choice.name, harvest.error().message);
  return std::move(harvest->snapshot);
}

Result<HarvestOutcome> harvest_source(const SourceChoice& choice, const RunSettings& settings,
                                      const SnapshotStore& store, const Fetch& fetch) {
  const auto last = store.latest(choice.name);
  if (!last) return fail(last.error());
  auto kept = is_address(choice.target) ? harvest_address(choice, settings, *last, store, fetch)
                                        : harvest_file(choice, settings, store);
  if (kept || kept.error().code == ErrorCode::Disk || kept.error().code == ErrorCode::Usage)
    return kept;
  const Error error{ErrorCode::Fetch, choice.name + ": " + kept.error().message};
  if (!*last || !is_young_enough(**last, settings.allow_stale_days)) return fail(error);
  return HarvestOutcome{{choice.name, (*last)->url, (*last)->id, true},
                        {error.message + " (an earlier snapshot serves)"}};
}

}  // namespace filon
