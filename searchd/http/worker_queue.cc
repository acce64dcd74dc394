#include "searchd/http/worker_queue.h"

#include <utility>

namespace filon {

WorkerQueue::WorkerQueue(size_t threads, size_t capacity) : capacity_(capacity), free_(threads) {
  threads_.reserve(threads);
  for (size_t i = 0; i < threads; ++i) threads_.emplace_back([this] { work(); });
}

bool WorkerQueue::push(std::function<void()> job) {
  {
    const std::lock_guard lock(mutex_);
    // Free threads count as room: else a burst is refused before they have woken up.
    if (stopping_ || jobs_.size() >= capacity_ + free_) return false;
    jobs_.push_back(std::move(job));
  }
  wake_.notify_one();
  return true;
}

bool WorkerQueue::behind() {
  const std::lock_guard lock(mutex_);
  return !jobs_.empty();
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
    wake_.wait(lock, [this] { return stopping_ || !jobs_.empty(); });
    if (jobs_.empty()) return;
    const std::function<void()> job = std::move(jobs_.front());
    jobs_.pop_front();
    --free_;
    lock.unlock();
    job();
    lock.lock();
    ++free_;
  }
}

}  // namespace filon
