#include "indexer/in_order.h"

#include <gtest/gtest.h>

#include <atomic>
#include <new>
#include <numeric>
#include <tuple>

namespace filon {
namespace {

using Numbers = std::vector<size_t>;

TEST(InOrder, TakesEachPartOnceAndInItsOrderWhateverIsMadeFirst) {
  for (const size_t count : {0u, 1u, 2u, 500u}) {
    SCOPED_TRACE(count);
    Numbers taken;
    const Status status = in_order<size_t>(
        count,
        [](size_t number) -> Result<size_t> {
          if (number % 7 == 0) std::this_thread::yield();  // others may come first
          return number * number;
        },
        [&](size_t number, size_t part) -> Status {
          EXPECT_EQ(part, number * number);
          taken.push_back(number);
          return done();
        });
    EXPECT_TRUE(status);
    Numbers all(count);
    std::iota(all.begin(), all.end(), 0u);
    EXPECT_EQ(taken, all);
  }
}

TEST(InOrder, MakesEachPlaceOfWholeBlocksAndOfTheLast) {
  for (const size_t count : {0u, 1u, 255u, 256u, 257u, 3000u}) {
    SCOPED_TRACE(count);
    Numbers taken;
    each_in_order<size_t>(
        count, [](size_t place) { return place + 1; },
        [&](size_t place, size_t made) {
          EXPECT_EQ(made, place + 1);
          taken.push_back(place);
        });
    Numbers all(count);
    std::iota(all.begin(), all.end(), 0u);
    EXPECT_EQ(taken, all);
  }
}

TEST(InOrder, EndsAtAPartThatCannotBeMadeOrTakenAndSaysWhy) {
  for (const bool made : {false, true}) {
    SCOPED_TRACE(made);
    std::atomic<size_t> begun = 0;
    Numbers taken;
    const Status status = in_order<size_t>(
        100'000,
        [&](size_t number) -> Result<size_t> {
          ++begun;
          if (!made && number == 20) return fail(ErrorCode::Disk, "no room for 20");
          return number;
        },
        [&](size_t number, size_t) -> Status {
          if (number == 20) return fail(ErrorCode::Disk, "no room for 20");
          taken.push_back(number);
          return done();
        });
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().code, ErrorCode::Disk);
    EXPECT_EQ(status.error().message, "no room for 20");
    EXPECT_LE(taken.size(), 20u);
    EXPECT_LT(begun, 1000u) << "the rest is not begun";
  }
}

TEST(InOrder, ThrowsOnWhatAThreadThrows) {
  const auto run = [] {
    return in_order<size_t>(
        1000,
        [](size_t number) -> Result<size_t> {
          if (number == 3) throw std::bad_alloc();
          return number;
        },
        [](size_t, size_t) { return done(); });
  };
  EXPECT_THROW(std::ignore = run(), std::bad_alloc);
}

}  // namespace
}  // namespace filon
