#include "annuaire/visit_words.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "annuaire/text.h"

namespace filon {
namespace {

TEST(VisitWords, ShowsTheWordsThatWordsGives) {
  for (const std::string_view text :
       {"", "L’Atelier d'à côté, 2e étage : cœur & ½ tarif", "e\xCC\x81t\xC3\xA9 \xCC\x81 fin",
        "bad \xFF byte", "ÎLE-DE-FRANCE ∑ ﬁn"}) {
    SCOPED_TRACE(text);
    std::vector<std::string> shown, cut;
    visit_words(text, [&](std::string_view word, size_t start) {
      shown.push_back(fmt::format("{} at {}", word, start));
      return true;
    });
    for (const Word& word : words(text))
      cut.push_back(fmt::format("{} at {}", word.text, word.start));
    EXPECT_EQ(shown, cut);
  }
}

TEST(VisitWords, EndsWhereItIsTold) {
  std::vector<std::string> shown;
  visit_words("un deux trois", [&](std::string_view word, size_t) {
    shown.emplace_back(word);
    return word != "deux";
  });
  EXPECT_EQ(shown, (std::vector<std::string>{"un", "deux"}));
}

TEST(Words, BeginAtTheirFirstLetterAlsoAfterAStrayAccent) {
  const auto found = words("a \xCC\x81zb");
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[1], (Word{"zb", 3, 5}));
}

}  // namespace
}  // namespace filon
