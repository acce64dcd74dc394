#include "indexer/matching/decisions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace filon {
namespace {

using ::testing::ElementsAre;

TEST(Decisions, AreReadALineEachWithTheirPlace) {
  const auto read = parse_decisions(
      "# our own\n\nsame lemarche:2980 carteco:9fK  # moved in 2025\r\n"
      "apart\tcarteco:9fk carteco:9fK",
      "d.txt");
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_THAT(*read, ElementsAre(Decision{true, "lemarche:2980", "carteco:9fK", "d.txt:3"},
                                 Decision{false, "carteco:9fk", "carteco:9fK", "d.txt:4"}));
}

TEST(Decisions, NameTheLineThatIsWrong) {
  struct Case {
    std::string_view text, message;
  };
  for (const Case& c :
       {Case{"\nequal a:1 b:2", "d.txt:2: 'equal a:1 b:2' is neither 'same A B' nor 'apart A B'"},
        Case{"same a:1", "d.txt:1: 'same a:1' is neither 'same A B' nor 'apart A B'"},
        Case{"same a:1 b:", "d.txt:1: 'b:' is no source key, such as lemarche:2980"},
        Case{"same a:1 a:1", "d.txt:1: 'a:1' is there twice"},
        Case{"same a:1 b:2\napart b:2 a:1", "d.txt:2: b:2 and a:1: the opposite of d.txt:1"}}) {
    SCOPED_TRACE(c.text);
    const auto read = parse_decisions(c.text, "d.txt");
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, ErrorCode::Usage);
    EXPECT_EQ(read.error().message, c.message);
  }
}

TEST(Decisions, WithoutAFileThereAreNoneAndAMissingOneIsAnError) {
  EXPECT_TRUE(read_decisions("")->empty());
  const auto missing = read_decisions("/none/decisions.txt");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, ErrorCode::Usage);
}

}  // namespace
}  // namespace filon
