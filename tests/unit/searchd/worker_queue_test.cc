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

TEST(WorkerQueue, LongJobsLeaveThreadsAndRoomToShortOnes) {
  WorkerQueue queue(4, 8);
  std::promise<void> gate;
  const std::shared_future<void> opened = gate.get_future().share();
  std::atomic<int> running{0}, long_ones{0}, short_ones{0};
  int taken = 0;
  for (int i = 0; i < 20; ++i)
    taken += queue.push(
                 [&, opened] {
                   ++running;
                   opened.wait();
                   --running;
                   ++long_ones;
                 },
                 Lane::Long)
                 ? 1
                 : 0;
  EXPECT_EQ(taken, 3) << "one of four threads, two of eight places";
  std::promise<void> ran;
  ASSERT_TRUE(queue.push([&] { ran.set_value(); }));
  ran.get_future().wait();  // although a long one waits before it
  while (running == 0) std::this_thread::yield();
  EXPECT_EQ(running, 1);
  EXPECT_FALSE(queue.behind()) << "a thread may wait: no long job would be taken up";
  for (int i = 0; i < 4; ++i) ASSERT_TRUE(queue.push([&] { ++short_ones; }));
  gate.set_value();
  queue.stop();
  EXPECT_EQ(long_ones, 3);
  EXPECT_EQ(short_ones, 4);
}

TEST(WorkerQueue, MayBeStoppedTwice) {
  WorkerQueue queue(1, 1);
  queue.stop();
  queue.stop();
}

}  // namespace
}  // namespace filon
