#include "searchd/kept_answers.h"

#include <gtest/gtest.h>

namespace filon {
namespace {

std::shared_ptr<const KeptAnswer> answer_of(uint64_t total, size_t name_bytes = 100) {
  auto answer = std::make_shared<KeptAnswer>();
  answer->total = total;
  FacetAnswers facets;
  facets.texts.push_back({"v", std::string(name_bytes, 'n'), ""});
  facets.of_facet[0].push_back({&facets.texts.back(), 1, false});
  answer->facets = std::make_shared<const FacetAnswers>(std::move(facets));
  return answer;
}

TEST(KeptAnswers, GivesBackWhatWasKeptByItsWholeQuestion) {
  KeptAnswers kept;
  EXPECT_EQ(kept.find("q=a"), nullptr);
  kept.keep("q=a", answer_of(1));
  kept.keep("q=b", answer_of(2));
  ASSERT_NE(kept.find("q=a"), nullptr);
  EXPECT_EQ(kept.find("q=a")->total, 1u);
  EXPECT_EQ(kept.find("q=b")->total, 2u);
  EXPECT_EQ(kept.find("q="), nullptr);
}

TEST(KeptAnswers, ForgetsWhatWasAskedLongestAgoWithinItsBudget) {
  KeptAnswers kept(30'000);
  kept.keep("first", answer_of(1, 10'000));
  kept.keep("second", answer_of(2, 10'000));
  ASSERT_NE(kept.find("first"), nullptr);  // so that "second" is now the oldest
  kept.keep("third", answer_of(3, 10'000));
  EXPECT_NE(kept.find("first"), nullptr);
  EXPECT_EQ(kept.find("second"), nullptr);
  EXPECT_NE(kept.find("third"), nullptr);
}

TEST(KeptAnswers, KeepsNothingThatAloneIsOverTheBudget) {
  KeptAnswers kept(5'000);
  kept.keep("small", answer_of(1, 100));
  kept.keep("large", answer_of(2, 10'000));
  EXPECT_NE(kept.find("small"), nullptr);
  EXPECT_EQ(kept.find("large"), nullptr);
}

TEST(KeptAnswers, StaysGoodForWhoHoldsItAfterItIsForgotten) {
  KeptAnswers kept(15'000);
  kept.keep("first", answer_of(7, 10'000));
  const auto held = kept.find("first");
  kept.keep("second", answer_of(8, 10'000));
  EXPECT_EQ(kept.find("first"), nullptr);
  EXPECT_EQ(held->total, 7u);
}

}  // namespace
}  // namespace filon
