#pragma once

#include <algorithm>
#include <condition_variable>
#include <functional>
#include <future>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <tuple>
#include <vector>

#include "annuaire/result.h"

namespace filon {

/// Makes parts 0 … count-1 on all cores, and takes them in their order, one at a time: what comes
/// out is what one thread would make. Threads that are ahead wait, so that few parts are in memory.
/// The first failure, of either, ends the work.
template <class Part>
class InOrder {
 public:
  using Make = std::function<Result<Part>(size_t number)>;
  using Take = std::function<Status(size_t number, Part part)>;

  InOrder(size_t count, Make make, Take take)
      : count_(count), make_(std::move(make)), take_(std::move(take)) {}

  Status run() {
    const size_t threads =
        std::min<size_t>(count_, std::max(1u, std::thread::hardware_concurrency()));
    most_ahead_ = 2 * threads;
    std::vector<std::future<void>> others;
    for (size_t i = 1; i < threads; ++i)
      others.push_back(std::async(std::launch::async, [this] { work(); }));
    work();
    for (auto& other : others) other.get();
    return failure_ ? Status(fail(*failure_)) : done();
  }

 private:
  void work() {
    try {
      while (const auto number = next()) {
        Result<Part> made = make_(*number);
        hand_over(*number, std::move(made));
      }
    } catch (...) {  // the others end too; run() throws it on
      stop();
      throw;
    }
  }

  std::optional<size_t> next() {
    std::unique_lock lock(mutex_);
    taken_more_.wait(lock, [&] { return ended() || begun_ < taken_ + most_ahead_; });
    if (ended()) return std::nullopt;
    return begun_++;
  }
  bool ended() const { return failure_ || stopped_ || begun_ == count_; }

  void stop() {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
    taken_more_.notify_all();
  }

  void hand_over(size_t number, Result<Part> made) {
    std::unique_lock lock(mutex_);
    if (!made) return note(made.error());
    waiting_.emplace(number, *std::move(made));
    if (taking_) return;  // whoever is at it takes this one as well
    taking_ = true;
    for (auto first = waiting_.begin();
         first != waiting_.end() && first->first == taken_ && !failure_; first = waiting_.begin()) {
      auto part = waiting_.extract(first);
      lock.unlock();
      const Status took = take_(part.key(), std::move(part.mapped()));
      lock.lock();
      if (!took) note(took.error());
      ++taken_;
      taken_more_.notify_all();
    }
    taking_ = false;
  }

  void note(const Error& error) {
    if (!failure_) failure_ = error;
    taken_more_.notify_all();
  }

  const size_t count_;
  const Make make_;
  const Take take_;
  size_t most_ahead_ = 1;

  std::mutex mutex_;
  std::condition_variable taken_more_;
  size_t begun_ = 0, taken_ = 0;
  bool taking_ = false, stopped_ = false;
  std::map<size_t, Part> waiting_;  ///< made, not taken
  std::optional<Error> failure_;
};

template <class Part>
Status in_order(size_t count, typename InOrder<Part>::Make make,
                typename InOrder<Part>::Take take) {
  return InOrder<Part>(count, std::move(make), std::move(take)).run();
}

/// Makes something of each place 0 … count-1 on all cores, and takes it in their order.
template <class Made>
void each_in_order(size_t count, const std::function<Made(size_t place)>& make,
                   const std::function<void(size_t place, Made made)>& take) {
  constexpr size_t block = 256;  // a lock for each place would cost as much as what is made
  std::ignore = in_order<std::vector<Made>>(  // nothing of it fails
      (count + block - 1) / block,
      [&](size_t number) -> Result<std::vector<Made>> {
        std::vector<Made> made;
        for (size_t i = number * block; i < std::min(count, (number + 1) * block); ++i)
          made.push_back(make(i));
        return made;
      },
      [&](size_t number, std::vector<Made> made) {
        for (size_t i = 0; i < made.size(); ++i) take(number * block + i, std::move(made[i]));
        return done();
      });
}

}  // namespace filon
