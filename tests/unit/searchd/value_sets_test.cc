#include "searchd/match/value_sets.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace filon {
namespace {

TEST(ValueSets, GiveTheDocumentsOfFrequentAndOfRareValues) {
  std::mt19937 dice(5);
  const uint32_t documents = 1000, values = 12;
  std::vector<std::vector<uint16_t>> values_of(documents);
  for (auto& held : values_of)
    for (uint16_t value = 0; value < values; ++value)  // value 0 in all, the last in few or none
      if (dice() % (1 + value * value * 8) == 0) held.push_back(value);
  const ValueSets sets(values, documents, [&](uint32_t d) { return std::span(values_of[d]); });
  size_t rare = 0;
  for (uint16_t value = 0; value < values; ++value) {
    Bits found(documents);
    found.set(7);  // what is there stays
    sets.add_to(found, value);
    size_t count = 0;
    for (uint32_t d = 0; d < documents; ++d) {
      const bool held =
          std::find(values_of[d].begin(), values_of[d].end(), value) != values_of[d].end();
      ASSERT_EQ(found.has(d), held || d == 7) << value << ' ' << d;
      count += held;
    }
    rare += count < documents / 32;
  }
  EXPECT_GT(rare, 3u);
  EXPECT_LT(rare, values);
}

TEST(ValueSets, OfNoDocumentsAreEmpty) {
  const ValueSets sets(3, 0, [](uint32_t) { return std::span<const uint16_t>(); });
  Bits found(0);
  sets.add_to(found, 2);
  EXPECT_EQ(found.word_count(), 0u);
}

}  // namespace
}  // namespace filon
