#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace filon {

/// How long a job may take: an export is hundreds of times a search.
enum class Lane { Short, Long };

/// A fixed number of threads and a bounded queue before them. httplib's own queue has no bound:
/// under load every client waits longer and longer, and none is told.
class WorkerQueue {
 public:
  WorkerQueue(size_t threads, size_t capacity);
  ~WorkerQueue() { stop(); }
  WorkerQueue(const WorkerQueue&) = delete;
  WorkerQueue& operator=(const WorkerQueue&) = delete;

  /// False when no thread is free and `capacity` jobs wait already, or after stop(). Long jobs hold
  /// a quarter of the threads and of the queue at most, and wait for short ones.
  [[nodiscard]] bool push(std::function<void()> job, Lane lane = Lane::Short);

  /// Whether jobs wait that a thread could take up.
  bool behind();

  /// Runs what is queued, then ends the threads. Not to be called from a job.
  void stop();

 private:
  void work();
  bool may_run_long() const { return !long_jobs_.empty() && long_running_ < most_long_; }
  bool may_run() const { return !jobs_.empty() || may_run_long(); }
  bool is_over() const { return stopping_ && jobs_.empty() && long_jobs_.empty(); }

  const size_t capacity_;
  const size_t most_long_;  ///< running at once
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::function<void()>> jobs_, long_jobs_;
  size_t free_ = 0;  ///< threads waiting for a job
  size_t long_running_ = 0;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace filon
