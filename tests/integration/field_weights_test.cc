#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "tests/integration/test_index.h"

// What the weights of fields do to the order of answers, through the real index.

namespace filon {
namespace {

TEST(Ranking, ALongerDescriptionOfTheSameTradeScoresNoMore) {
  std::vector<Structure> records;
  for (int i = 0; i < 40; ++i) records.push_back(workshop(i, fmt::format("Maison {}", i)));
  for (int i = 0; i < 3; ++i) give_sector(records[static_cast<size_t>(i)], "blanchisserie");
  records[1].description = "Blanchisserie.";
  for (int i = 0; i < 200; ++i)
    records[2].description += "Blanchisserie, lavage du linge, pressing, repassage des draps. ";
  const TestIndex index(std::move(records));
  for (const char* q : {"blanchisserie", "blanchisserie à Dijon"})
    for (const char* interpret : {"true", "false"}) {
      const SearchResult result = index.search({{"q", q}, {"interpret", interpret}});
      std::set<uint32_t> scores;
      size_t with_trade = 0;
      for (const FoundStructure& found : result.found) {
        if (found.hit.document > 2) continue;
        scores.insert(found.hit.score);
        ++with_trade;
      }
      EXPECT_EQ(with_trade, 3u) << q;
      EXPECT_EQ(scores.size(), 1u) << q;
    }
}

TEST(Ranking, FieldsWeighSectorDeclaredInferredNameOfferDescription) {
  std::vector<Structure> records;
  for (int i = 0; i < 60; ++i) records.push_back(workshop(i, fmt::format("Maison {}", i)));
  records[0].description = "blanchisserie";
  records[1].offers = {{"Blanchisserie", ""}};
  records[2].name = "Blanchisserie du Canal";
  give_sector(records[3], "blanchisserie", Origin::Inferred, "linge");
  give_sector(records[4], "blanchisserie");
  const TestIndex index(std::move(records));
  EXPECT_THAT(index.ids({{"q", "blanchisserie"}, {"interpret", "false"}}),
              testing::ElementsAre(workshop(4, "").id, workshop(3, "").id, workshop(2, "").id,
                                   workshop(1, "").id, workshop(0, "").id));
}

}  // namespace
}  // namespace filon
