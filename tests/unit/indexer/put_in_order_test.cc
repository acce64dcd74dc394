#include "indexer/put_in_order.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <numeric>
#include <random>

namespace filon {
namespace {

TEST(PutInOrder, PutsEachWhereItIsAskedOnce) {
  std::mt19937 dice(9);
  for (const uint32_t count : {0u, 1u, 2u, 3u, 10u, 500u}) {
    std::vector<uint32_t> places(count);
    std::iota(places.begin(), places.end(), 0u);
    for (int round = 0; round < 20; ++round) {
      std::vector<std::unique_ptr<uint32_t>> items;  // nothing that could be copied
      for (uint32_t i = 0; i < count; ++i) items.push_back(std::make_unique<uint32_t>(i));
      put_in_order(items, places);
      for (uint32_t i = 0; i < count; ++i) ASSERT_EQ(*items[i], places[i]) << count << ' ' << i;
      std::shuffle(places.begin(), places.end(), dice);
    }
  }
}

}  // namespace
}  // namespace filon
