#include "searchd/match/document_filter.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace filon {
namespace {

TEST(DocumentFilter, GivesTheDocumentsOfAnyValueWantedInWhicheverBlocksAreAsked) {
  std::mt19937 dice(4);
  const uint32_t documents = 30'000, values = 6;
  std::vector<std::vector<uint16_t>> values_of(documents);
  for (auto& held : values_of)
    for (uint16_t value = 0; value < values; ++value)  // frequent ones are bits, rare ones lists
      if (dice() % (2 + value * value * 40) == 0) held.push_back(value);
  const ValueSets sets(values, documents, [&](uint32_t d) { return std::span(values_of[d]); });
  for (int round = 0; round < 64; ++round) {
    Choice choice{true, std::vector<uint8_t>(values)};
    for (auto& wanted : choice.wanted) wanted = dice() % 2;
    DocumentFilter filter(choice, sets);
    for (size_t b = dice() % 3; b * block_documents < documents; b += 1 + dice() % 3) {
      Block room;
      const uint64_t* const words = filter.block(b, room);
      for (uint32_t d = static_cast<uint32_t>(b) * block_documents;
           d < std::min<size_t>(documents, (b + 1) * block_documents); ++d) {
        const bool held = std::any_of(values_of[d].begin(), values_of[d].end(),
                                      [&](uint16_t value) { return choice.has(value); });
        ASSERT_EQ(words[d / 64 % block_words] >> d % 64 & 1, held) << d;
      }
    }
  }
}

}  // namespace
}  // namespace filon
