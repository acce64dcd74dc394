#include "searchd/match/top_hits.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <tuple>

namespace filon {
namespace {

TEST(TopHits, KeepsWhatSortingAllWouldGive) {
  std::mt19937 dice(11);
  for (int round = 0; round < 500; ++round) {
    const size_t count = dice() % 300, limit = dice() % 40, offset = dice() % 45;
    std::vector<std::tuple<uint64_t, uint64_t, uint32_t>> all;
    TopHits top(limit);
    for (uint32_t document = 0; document < count; ++document) {
      const RankKey key{dice() % 4, dice() % 20};  // many equals
      all.emplace_back(key.order, key.shuffle, document);
      top.add({key, document, 0, PlaceClass::None});
    }
    std::sort(all.begin(), all.end());
    std::vector<uint32_t> expected, found;
    for (size_t i = offset; i < std::min(limit, count); ++i)
      expected.push_back(std::get<2>(all[i]));
    for (const TopHits::Entry& entry : top.take_from(offset)) found.push_back(entry.document);
    ASSERT_EQ(found, expected) << "limit " << limit << ", offset " << offset;
  }
}

}  // namespace
}  // namespace filon
