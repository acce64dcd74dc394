#include "searchd/index_keeper.h"

#include <charconv>
#include <condition_variable>
#include <set>
#include <utility>

#include "searchd/log.h"

namespace filon {
namespace {

// Names of the generations there are, the newest first, older than the one named.
std::vector<std::string> older_generations(const std::filesystem::path& index,
                                           const std::string& than) {
  const auto number_of = [](std::string_view name) {
    int64_t number = 0;
    if (name.starts_with("gen-"))
      std::from_chars(name.data() + 4, name.data() + name.size(), number);
    return number;
  };
  std::set<int64_t, std::greater<>> numbers;
  std::error_code none;
  for (const auto& entry : std::filesystem::directory_iterator(index, none))
    if (const int64_t number = number_of(entry.path().filename().string());
        number > 0 && number < number_of(than))
      numbers.insert(number);
  std::vector<std::string> names;
  for (const int64_t number : numbers) names.push_back(fmt::format("gen-{}", number));
  return names;
}

}  // namespace

IndexKeeper::IndexKeeper(std::filesystem::path index, const Tables& tables, size_t sent_budget)
    : index_(std::move(index)),
      tables_(tables),
      sent_budget_(sent_budget),
      snapshot_(Snapshot::empty()) {
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
  refused_ = !serve(target);
  if (!refused_ || snapshot()->ready) return;
  // Started on a damaged index: an older answer is worth more to a buyer than none.
  for (const std::string& name : older_generations(index_, target.string()))
    if (serve(name)) return;
}

bool IndexKeeper::serve(const std::filesystem::path& target) {
  // The generation's own path, not that of the link: a later swap must not move it under us.
  auto opened = Snapshot::open(index_ / target, tables_, sent_budget_);
  if (!opened) {
    log_event("error", "generation not served", opened.error().message);
    return false;
  }
  log_event("info", "generation served",
            fmt::format("{} ({} structures)", target.string(), (*opened)->manifest.structures));
  const std::lock_guard guard(lock_);
  snapshot_ = *std::move(opened);
  return true;
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
