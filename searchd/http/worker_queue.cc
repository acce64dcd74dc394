#include "searchd/http/worker_queue.h"

#include <algorithm>
#include <utility>

namespace filon {

WorkerQueue::WorkerQueue(size_t threads, size_t capacity)
    : capacity_(capacity), most_long_(std::max<size_t>(1, threads / 4)), free_(threads) {
  threads_.reserve(threads);
  for (size_t i = 0; i < threads; ++i) threads_.emplace_back([this] { work(); });
}

bool WorkerQueue::push(std::function<void()> job, Lane lane) {
  {
    const std::lock_guard lock(mutex_);
    // Free threads count as room: else a burst is refused before they have woken up.
    if (stopping_ || jobs_.size() + long_jobs_.size() >= capacity_ + free_) return false;
    if (lane == Lane::Long && long_jobs_.size() + long_running_ >= capacity_ / 4 + most_long_)
      return false;
    (lane == Lane::Long ? long_jobs_ : jobs_).push_back(std::move(job));
  }
  wake_.notify_one();
  return true;
}

bool WorkerQueue::behind() {
  const std::lock_guard lock(mutex_);
  return may_run();
}

void WorkerQueue::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
}

void WorkerQueue::work() {
  std::unique_lock lock(mutex_);
  while (true) {
    wake_.wait(lock, [this] { return may_run() || is_over(); });
    if (is_over()) return;
    const bool is_long = jobs_.empty();
    auto& jobs = is_long ? long_jobs_ : jobs_;
    const std::function<void()> job = std::move(jobs.front());
    jobs.pop_front();
    --free_;
    long_running_ += is_long ? 1 : 0;
    lock.unlock();
    job();
    lock.lock();
    ++free_;
    long_running_ -= is_long ? 1 : 0;
    // A long job that was held back may run now; or it was the last one, and all may end.
    if (is_long) wake_.notify_all();
  }
}

}  // namespace filon
