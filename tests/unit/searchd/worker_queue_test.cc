#include "searchd/http/worker_queue.h"

#include <gtest/gtest.h>

#include <atomic>
#include <future>

namespace filon {
namespace {

TEST(WorkerQueue, RefusesWhatNeitherAThreadNorTheQueueHasRoomFor) {
  WorkerQueue queue(2, 3);
  std::promise<void> gate;
  const std::shared_future<void> opened = gate.get_future().share();
  std::atomic<int> ran{0};
  const auto job = [opened, &ran] {
    opened.wait();
    ++ran;
  };
  int taken = 0;
  for (int i = 0; i < 10; ++i) taken += queue.push(job) ? 1 : 0;
  EXPECT_EQ(taken, 5);
  gate.set_value();
  queue.stop();
  EXPECT_EQ(ran, 5);
  EXPECT_FALSE(queue.push([] {}));
}

TEST(WorkerQueue, MayBeStoppedTwice) {
  WorkerQueue queue(1, 1);
  queue.stop();
  queue.stop();
}

}  // namespace
}  // namespace filon
