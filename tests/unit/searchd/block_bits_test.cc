#include <gtest/gtest.h>

#include <random>
#include <vector>

#include "searchd/match/block_documents.h"
#include "searchd/match/count_bits.h"

namespace filon {
namespace {

// Each bit set once in `one_in` times; none for 0.
Block random_block(std::mt19937& dice, uint32_t one_in) {
  Block block{};
  for (uint32_t d = 0; d < block_documents; ++d)
    if (one_in != 0 && dice() % one_in == 0) block[d / 64] |= uint64_t{1} << d % 64;
  return block;
}

bool is_set(const Block& block, size_t d) { return block[d / 64] >> d % 64 & 1; }

TEST(BlockBits, AreNumberedAsLookingAtEachWould) {
  std::mt19937 dice(5);
  for (const uint32_t one_in : {0u, 1u, 2u, 7u, 60u, 500u, 4000u}) {
    SCOPED_TRACE(one_in);
    const Block block = random_block(dice, one_in);
    std::vector<uint32_t> expected;
    for (uint32_t d = 0; d < block_documents; ++d)
      if (is_set(block, d)) expected.push_back(3 * block_documents + d);
    BlockDocuments numbers;
    const auto found = numbers.of(3, block);
    EXPECT_EQ(std::vector(found.begin(), found.end()), expected);
  }
}

TEST(BlockBits, AreGatheredOverBlocksInOrderNoneTwice) {
  std::mt19937 dice(6);
  DocumentBatch batch;
  std::vector<uint32_t> expected, found;
  const auto take = [&](std::span<const uint32_t> documents) {
    EXPECT_LE(documents.size(), DocumentBatch::most);
    found.insert(found.end(), documents.begin(), documents.end());
  };
  for (size_t b = 0; b < 40; ++b) {
    const Block block = random_block(dice, b % 3 == 0 ? 1 : 1 + static_cast<uint32_t>(b) * 9);
    for (uint32_t d = 0; d < block_documents; ++d)
      if (is_set(block, d)) expected.push_back(static_cast<uint32_t>(b) * block_documents + d);
    batch.add(b, block, take);
  }
  batch.finish(take);
  EXPECT_EQ(found, expected);
}

TEST(BlockBits, AreCountedBetweenAnyTwoAndButForOthers) {
  std::mt19937 dice(7);
  const Block block = random_block(dice, 3), first = random_block(dice, 2),
              second = random_block(dice, 5);
  for (int round = 0; round < 2'000; ++round) {
    const size_t from = dice() % block_documents, to = from + 1 + dice() % (block_documents - from);
    uint32_t expected = 0;
    for (size_t d = from; d < to; ++d) expected += is_set(block, d);
    ASSERT_EQ(count_bits_between(block.data(), from, to), expected) << from << " to " << to;
  }
  uint32_t all = 0, but_first = 0, but_second = 0;
  for (size_t d = 0; d < block_documents; ++d) {
    all += is_set(block, d);
    but_first += is_set(block, d) && !is_set(first, d);
    but_second += is_set(block, d) && !is_set(second, d);
  }
  const auto counted = count_bits_but_each(block.data(), first.data(), second.data(), block_words);
  EXPECT_EQ(counted.all, all);
  EXPECT_EQ(counted.but_first, but_first);
  EXPECT_EQ(counted.but_second, but_second);
}

}  // namespace
}  // namespace filon
