#include "annuaire/letter_set.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "annuaire/text.h"

namespace filon {
namespace {

std::vector<std::string> invented_words(size_t count) {
  std::mt19937 dice(3);
  const std::string letters = "abcdefgz0'";
  std::vector<std::string> words(count);
  for (std::string& word : words)
    for (size_t i = 0; i < 3 + dice() % 4; ++i) word += letters[dice() % letters.size()];
  return words;
}

TEST(LetterSets, PassesOverNoWordWithinTheLimit) {
  const auto words = invented_words(1000);  // no whole number of blocks
  LetterSets sets;
  for (const std::string& word : words) sets.add(word);
  size_t passed_over = 0;
  for (size_t asked = 0; asked < 100; ++asked)
    for (const int limit : {1, 2}) {
      std::vector<bool> visited(words.size());
      sets.for_each_near(words[asked], limit, [&](uint32_t i) { visited.at(i) = true; });
      for (size_t i = 0; i < words.size(); ++i) {
        if (visited[i]) continue;
        ++passed_over;
        ASSERT_GT(edit_distance(words[asked], words[i], limit), limit)
            << words[asked] << ' ' << words[i];
      }
    }
  EXPECT_GT(passed_over, 50'000u);
}

TEST(LetterSets, AllowsForASwapAndForOneLetterMore) {
  LetterSets sets;
  for (const char* word : {"menuiserei", "menuiseriex", "blanchisserie"}) sets.add(word);
  std::vector<uint32_t> near;
  sets.for_each_near("menuiserie", 1, [&](uint32_t i) { near.push_back(i); });
  EXPECT_EQ(near, (std::vector<uint32_t>{0, 1}));
}

}  // namespace
}  // namespace filon
