#include "searchd/index_keeper.h"

#include <condition_variable>
#include <utility>

#include "searchd/log.h"

namespace filon {

IndexKeeper::IndexKeeper(std::filesystem::path index, const Tables& tables)
    : index_(std::move(index)), tables_(tables), snapshot_(Snapshot::empty()) {
  refresh();
}

IndexKeeper::~IndexKeeper() = default;

std::shared_ptr<const Snapshot> IndexKeeper::snapshot() const {
  const std::lock_guard guard(lock_);
  return snapshot_;
}

void IndexKeeper::refresh() {
  std::error_code none;
  const std::filesystem::path target = std::filesystem::read_symlink(index_ / "current", none);
  if (none || target == tried_) return;
  tried_ = target;
  // The generation's own path, not that of the link: a later swap must not move it under us.
  auto opened = Snapshot::open(index_ / target, tables_);
  if (!opened) {
    log_event("error", "generation not served", opened.error().message);
    return;
  }
  log_event("info", "generation served",
            fmt::format("{} ({} structures)", target.string(), (*opened)->manifest.structures));
  const std::lock_guard guard(lock_);
  snapshot_ = *std::move(opened);
}

void IndexKeeper::watch() {
  watcher_ = std::jthread([this](const std::stop_token& stop) {
    std::mutex mutex;
    std::condition_variable_any wake;
    std::unique_lock guard(mutex);
    while (!stop.stop_requested()) {
      wake.wait_for(guard, stop, std::chrono::milliseconds(250), [] { return false; });
      if (!stop.stop_requested()) refresh();
    }
  });
}

}  // namespace filon
