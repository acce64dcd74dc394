#include "searchd/interpret/french_words.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <string>

#include "annuaire/data_dir.h"

namespace filon {
namespace {

Result<FrenchWords> words_of(const std::string& lines) {
  const auto folder =
      std::filesystem::temp_directory_path() / ("filon-french-" + std::to_string(getpid()));
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "french_words.txt") << lines;
  auto words = FrenchWords::load(folder);
  std::filesystem::remove_all(folder);
  return words;
}

TEST(FrenchWords, FindsFirstMiddleAndLastAndNothingBetween) {
  const auto words = words_of("abri\nbois\nbosquet\nvolet\n");
  ASSERT_TRUE(words) << words.error().message;
  for (const char* word : {"abri", "bois", "bosquet", "volet"})
    EXPECT_TRUE(words->has(word)) << word;
  for (const char* word : {"", "aaa", "abr", "abris", "boi", "bosque", "zoo", "bois\nbosquet"})
    EXPECT_FALSE(words->has(word)) << word;
}

TEST(FrenchWords, RefuseAFileThatIsCutOrOutOfOrderAndSayWhere) {
  EXPECT_NE(
      words_of("bois\nabri\n").error().message.find("french_words.txt:2: 'abri' is out of order"),
      std::string::npos);
  EXPECT_NE(words_of("abri\nboi").error().message.find("its last line is cut"), std::string::npos);
  EXPECT_FALSE(words_of(""));
}

TEST(FrenchWords, ShippedOnesHoldWhatNoTableNames) {
  const auto words = FrenchWords::load(data_dir());
  ASSERT_TRUE(words) << words.error().message;
  for (const char* word : {"potable", "pompiers", "parcelles", "selon"})
    EXPECT_TRUE(words->has(word));
  for (const char* word : {"netoyage", "traitteur", "dijn"}) EXPECT_FALSE(words->has(word));
}

}  // namespace
}  // namespace filon
