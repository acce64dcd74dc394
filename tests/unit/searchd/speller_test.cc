#include "searchd/interpret/speller.h"

#include <gtest/gtest.h>

namespace filon {
namespace {

Speller of(std::initializer_list<const char*> words) {
  Speller speller;
  for (const char* word : words) speller.add(word, 100);
  speller.sort();
  return speller;
}

TEST(Speller, PricesSlipsOfTheHandBelowOtherErrors) {
  EXPECT_LT(typing_cost("netoyage", "nettoyage", 2), typing_cost("neroyage", "nettoyage", 2));
  EXPECT_LT(typing_cost("traituer", "traiteur", 2), typing_cost("traitzur", "traiteur", 2));
  EXPECT_LT(typing_cost("traireur", "traiteur", 2), typing_cost("traimeur", "traiteur", 2))
      << "r is beside t, m is not";
  EXPECT_LT(typing_cost("trateur", "traiteur", 2), typing_cost("fraiteur", "traiteur", 2))
      << "the first letter is rarely wrong";
}

TEST(Speller, AllowsOneEditForShortWordsAndTwoForLongOnes) {
  const Speller speller = of({"dijon", "menuiserie"});
  EXPECT_EQ(speller.correct("dijn", 0, {}), "dijon");
  EXPECT_EQ(speller.correct("djn", 0, {}), "");
  EXPECT_EQ(speller.correct("meunisrie", 0, {}), "menuiserie");
  EXPECT_EQ(speller.correct("12345", 0, {}), "");
}

TEST(Speller, TakesWordsOfOneFamilyOrOtherBeginningForNoSlip) {
  const Speller speller = of({"distributeur", "nacelles"});
  EXPECT_EQ(speller.correct("distribuer", 0, {}), "");
  EXPECT_EQ(speller.correct("parcelles", 0, {}), "");
}

TEST(Speller, TakesFourLettersForInitialsUnlessOneIsLeftOutOrTwoSwapped) {
  const Speller speller = of({"skis", "dijon", "bois"});
  EXPECT_EQ(speller.correct("sdis", 0, {}), "");
  EXPECT_EQ(speller.correct("dijn", 0, {}), "dijon");
  EXPECT_EQ(speller.correct("bios", 0, {}), "bois");
}

TEST(Speller, PrefersTheWordMeantMostReadily) {
  Speller speller;
  speller.add("peinture", 100);
  speller.add("ceinture", 30);
  speller.sort();
  EXPECT_EQ(speller.correct("seinture", 0, {}), "peinture");
}

TEST(Speller, LeadsToPlacesOnlyAsFarAsTheyMayStandThere) {
  Speller speller;
  speller.add_place("sarcelles", 85);
  speller.sort();
  EXPECT_EQ(speller.correct("sarceles", 40, {}), "sarcelles");
  EXPECT_EQ(speller.correct("sarceles", 101, {}), "");
  EXPECT_EQ(speller.correct("parcelles", 40, {}), "") << "the first letter of a place is kept";
  EXPECT_TRUE(speller.knows("sarcelles"));
}

TEST(Speller, KnowsMoreWordsThanItsOwn) {
  const Speller speller = of({"menuiserie"});
  const auto index = [](const std::function<void(std::string_view, int)>& visit) {
    visit("ethicofil", 60);
  };
  EXPECT_EQ(speller.correct("ethicofl", 0, index), "ethicofil");
}

}  // namespace
}  // namespace filon
