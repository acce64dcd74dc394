#include "indexer/status.h"

#include "indexer/generation.h"
#include "indexer/harvest_list.h"
#include "indexer/state.h"

namespace filon {
namespace {

void look_at_index(const StatusQuestion& question, IndexStatus& status) {
  auto all = generations(question.index);
  if (!all) return status.damage.push_back(all.error().message);
  status.generations = *std::move(all);
  const auto served = current_generation(question.index);
  if (!served && !status.generations.empty())
    status.damage.push_back((question.index / "current").string() +
                            ": leads to no generation: run filon-indexer build");
  if (!served) return;
  const auto dir = generation_dir(question.index, *served);
  auto manifest = read_manifest(dir);
  if (!manifest) return status.damage.push_back(manifest.error().message);
  if (question.verify)
    if (const Status whole = verify(dir, *manifest); !whole)
      status.damage.push_back(whole.error().message);
  status.manifest = *std::move(manifest);
}

bool is_old(const Manifest::Source& source, const StatusQuestion& question) {
  if (source.stale) return true;
  const auto harvested = parse_utc(source.harvested_at);
  return question.stale_days > 0 && harvested &&
         question.now - *harvested > std::chrono::hours(24) * question.stale_days;
}

Status check_last_snapshots(const std::filesystem::path& dir) {
  const auto last = read_harvest(dir);
  if (!last) return last.error().code == ErrorCode::NotFound ? done() : fail(last.error());
  const SnapshotStore store(dir);
  for (const HarvestedSource& source : *last) {
    const auto snapshot = store.find(source.name, source.snapshot);
    if (!snapshot) return fail(snapshot.error());
    if (const auto pages = store.read(*snapshot); !pages) return fail(pages.error());
  }
  return done();
}

void look_at_store(const StatusQuestion& question, IndexStatus& status) {
  const SnapshotStore store(question.store);
  const auto sources = store.sources();
  if (!sources) return status.damage.push_back(sources.error().message);
  for (const std::string& source : *sources) {
    const auto all = store.all(source);
    if (!all) status.damage.push_back(all.error().message);
    if (all) status.snapshots.insert(status.snapshots.end(), all->begin(), all->end());
  }
  if (!question.verify) return;
  if (const Status read = check_last_snapshots(question.store); !read)
    status.damage.push_back(read.error().message);
  if (const Status sound = check_state(question.store); !sound)
    status.damage.push_back(sound.error().message);
}

}  // namespace

IndexStatus index_status(const StatusQuestion& question) {
  IndexStatus status;
  status.now = question.now;
  status.verified = question.verify;
  if (!question.index.empty()) look_at_index(question, status);
  if (!question.store.empty()) look_at_store(question, status);
  if (status.manifest)
    for (const Manifest::Source& source : status.manifest->sources)
      if (is_old(source, question)) status.stale.push_back(source.name);
  status.nothing_yet = status.damage.empty() && !status.manifest &&
                       (!question.index.empty() || status.snapshots.empty());
  return status;
}

}  // namespace filon
