#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace filon {

/// A fixed number of threads and a bounded queue before them. httplib's own queue has no bound:
/// under load every client waits longer and longer, and none is told.
class WorkerQueue {
 public:
  WorkerQueue(size_t threads, size_t capacity);
  ~WorkerQueue() { stop(); }
  WorkerQueue(const WorkerQueue&) = delete;
  WorkerQueue& operator=(const WorkerQueue&) = delete;

  /// False when no thread is free and `capacity` jobs wait already, or after stop().
  [[nodiscard]] bool push(std::function<void()> job);

  /// Whether jobs wait for a thread.
  bool behind();

  /// Runs what is queued, then ends the threads. Not to be called from a job.
  void stop();

 private:
  void work();

  const size_t capacity_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::function<void()>> jobs_;
  size_t free_ = 0;  ///< threads waiting for a job
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace filon
