#include "searchd/interpret/interpret.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/searchd/read.h"

namespace filon {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Interpret, ReadsTradePlaceStatusAndCriterionOfOneLine) {
  const auto said = read("traiteur bio à Dijon, chantier d'insertion");
  EXPECT_EQ(values(said.sectors).front(), "traiteur");
  EXPECT_THAT(values(said.territories), ElementsAre("commune:21231"));
  EXPECT_THAT(values(said.kinds), ElementsAre("ACI"));
  EXPECT_THAT(values(said.criteria), ElementsAre("bio"));
  EXPECT_EQ(said.rest, "");
}

TEST(Interpret, PointsAtTheWordsThatLedToAReadingInCodePoints) {
  const auto said = read("Évènementiel : nettoyage à Besançon");
  ASSERT_EQ(said.territories.size(), 1u);
  const Evidence& words = said.territories[0].because[0];
  EXPECT_EQ(words.text, "Besançon");
  EXPECT_EQ(words.start, 27u);
  EXPECT_EQ(words.end, 35u);
}

TEST(Interpret, SwitchesOffOneReadingByItsIdAndGivesItsWordsBack) {
  const auto whole = read("menuiserie Dijon");
  ASSERT_EQ(whole.territories.size(), 1u);
  const auto without = read("menuiserie Dijon", {whole.territories[0].id});
  EXPECT_THAT(without.territories, IsEmpty());
  EXPECT_EQ(without.rest, "Dijon");
  EXPECT_EQ(values(without.sectors), values(whole.sectors));
}

TEST(Interpret, KnowsStatusesByCodeFullNamePluralAndJargon) {
  struct Case {
    const char* q;
    std::vector<std::string> kinds;
  };
  for (const Case& c :
       {Case{"CAT", {"ESAT"}}, Case{"ateliers protégés", {"EA"}},
        Case{"chantiers d'insertion", {"ACI"}}, Case{"SIAE", {"EI", "AI", "ACI", "ETTI", "EITI"}},
        Case{"STPA", {"EA", "EATT", "ESAT"}},
        Case{"secteur protégé et adapté", {"EA", "EATT", "ESAT"}},
        Case{"j'ai besoin d'un plombier", {}},
        Case{"clause d'insertion dans un marché de travaux", {}}}) {
    SCOPED_TRACE(c.q);
    EXPECT_EQ(values(read(c.q).kinds), c.kinds);
  }
}

TEST(Interpret, ReadsTheArticleABuyerReserves) {
  EXPECT_THAT(values(read("lot réservé insertion espaces verts").reservations),
              ElementsAre("insertion"));
  EXPECT_THAT(values(read("marché réservé L.2113-12").reservations), ElementsAre("handicap"));
}

TEST(Interpret, ReadsIdentifiersAndCpvCodesHoweverTheyAreSpaced) {
  EXPECT_THAT(values(read("775 671 878 01203").identifiers), ElementsAre("77567187801203"));
  EXPECT_THAT(values(read("siren 775671878").identifiers), ElementsAre("775671878"));
  for (const char* q : {"90910000-9", "CPV 90910000", "90910000-9 nettoyage"}) {
    SCOPED_TRACE(q);
    const auto said = read(q);
    EXPECT_THAT(values(said.cpv), ElementsAre("90910000"));
    EXPECT_EQ(values(said.sectors).front(), "nettoyage-de-locaux-16");
  }
}

TEST(Interpret, TellsTheSensesOfFalseFriendsByTheirContext) {
  struct Case {
    const char *q, *sector;
  };
  for (const Case& c : {Case{"restauration scolaire", "restauration-collective"},
                        Case{"restauration de livres anciens", "restauration-de-livres"},
                        Case{"médiation dans les bus", "mediation-dans-les-transports-publics"},
                        Case{"médiation numérique", "support-administration"},
                        Case{"lavage de couches", "blanchisserie"},
                        Case{"collecte du verre", "collecte-du-verre"}}) {
    SCOPED_TRACE(c.q);
    ASSERT_FALSE(read(c.q).sectors.empty());
    EXPECT_EQ(read(c.q).sectors[0].value, c.sector);
  }
}

TEST(Interpret, AsksWhereNothingChoosesAmongTheSensesOfAWord) {
  const auto said = read("restauration");
  ASSERT_EQ(said.ambiguous.size(), 1u);
  EXPECT_EQ(said.ambiguous[0].words.text, "restauration");
  EXPECT_GE(said.ambiguous[0].choices.size(), 2u);
}

TEST(Interpret, ShowsWhatItCorrectedAndNeverCorrectsWhatExists) {
  const auto typed = read("netoyage de loceaux");
  ASSERT_EQ(typed.corrections.size(), 2u);
  EXPECT_EQ(typed.corrections[0].from, "netoyage");
  EXPECT_EQ(typed.corrections[0].to, "nettoyage");
  const IndexWords index{[](std::string_view word) { return word == "traitteur"; }, {}};
  EXPECT_THAT(read("traitteur", {}, &index).corrections, IsEmpty());
  EXPECT_EQ(read("traitteur").corrections.size(), 1u);
}

TEST(Interpret, TakesAMistypedWordForAPlaceOnlyWhereOneMayStand) {
  EXPECT_THAT(values(read("traiteur à Beuane").territories), ElementsAre("commune:21054"));
  EXPECT_THAT(values(read("traiteur dijn").territories), ElementsAre("commune:21231"));
  for (const char* q : {"entretien de parcelles communales", "objets faits en bois"}) {
    SCOPED_TRACE(q);
    EXPECT_THAT(read(q).territories, IsEmpty());
    EXPECT_THAT(read(q).corrections, IsEmpty());
  }
}

TEST(Interpret, TakesEverydayFrenchForNoTypingError) {
  for (const char* q :
       {"eau potable", "caserne de pompiers", "reconstruction", "détection d'intrusion"}) {
    SCOPED_TRACE(q);
    EXPECT_THAT(read(q).corrections, IsEmpty());
  }
}

TEST(Interpret, ReadsWordsThatOnlyRepeatATradeOnce) {
  const auto said = read("bars et restaurants");
  EXPECT_THAT(values(said.sectors), ElementsAre("restaurants-cantines"));
  EXPECT_EQ(said.rest, "");
  EXPECT_THAT(said.phrases[said.sectors[0].phrase].words, ElementsAre("bars", "restaurants"));
}

TEST(Interpret, ReadsAnythingWithoutAWordOfMeaning) {
  for (const char* q :
       {"", " ", "-", "'", "à", "\xff\xfe", "日本語", "🙂🙂", "99999999999999999999"}) {
    SCOPED_TRACE(q);
    EXPECT_THAT(read(q).sectors, IsEmpty());
  }
}

}  // namespace
}  // namespace filon
