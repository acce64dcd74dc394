#pragma once

#include <atomic>
#include <filesystem>
#include <memory>
#include <mutex>
#include <thread>

#include "searchd/snapshot.h"
#include "searchd/tables.h"

namespace filon {

/// Holds the generation being served and changes it when `current` points elsewhere. Requests take
/// a shared pointer once and keep to it: no answer mixes two generations.
class IndexKeeper {
 public:
  /// Opens the current generation if there is one; log lines go to stderr. `sent_budget`: bytes of
  /// answers that each generation keeps.
  IndexKeeper(std::filesystem::path index, const Tables& tables,
              size_t sent_budget = SentAnswers::default_budget);
  ~IndexKeeper();

  std::shared_ptr<const Snapshot> snapshot() const;

  /// Whether `current` leads to a generation that could not be served.
  bool refused() const { return refused_; }

  /// Where the generations stand, and the summaries of those that are gone.
  const std::filesystem::path& folder() const { return index_; }

  /// Looks whether `current` points elsewhere and, if so, opens that generation. A damaged one is
  /// logged once and not served: the one before stays, at start too when it is still there.
  void refresh();

  /// Starts the thread that refreshes four times a second; stopped by the destructor.
  void watch();

 private:
  bool serve(const std::filesystem::path& target);

  std::filesystem::path index_;
  const Tables& tables_;
  const size_t sent_budget_;
  mutable std::mutex lock_;
  std::shared_ptr<const Snapshot> snapshot_;
  std::filesystem::path tried_;  ///< the last target that was opened, or could not be
  std::atomic<bool> refused_{false};
  std::jthread watcher_;
};

}  // namespace filon
