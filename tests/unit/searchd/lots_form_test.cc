#include "searchd/pages/lots_form.h"

#include <gtest/gtest.h>

#include "searchd/http/request_target.h"
#include "searchd/pages/pasted_lots.h"
#include "tests/unit/searchd/shipped_tables.h"

namespace filon {
namespace {

std::vector<std::string> titles_of(const LotsForm& form) {
  std::vector<std::string> titles;
  for (const Lot& lot : form.request.lots) titles.push_back(lot.title);
  return titles;
}

TEST(LotsForm, MakesThePastedNeedLotsWithTheirTradesAndPlace) {
  const LotsForm form = read_lots_form(
      {{"besoin",
        "Prestations pour Dijon Métropole\r\nLot n° 1 : traiteur\r\nLot n° 2 : blanchisserie"}},
      shipped_tables());
  EXPECT_EQ(titles_of(form), (std::vector<std::string>{"traiteur", "blanchisserie"}));
  EXPECT_EQ(form.request.lots[0].sectors, std::vector<std::string>{"traiteur"});
  ASSERT_EQ(form.read.size(), 2u);
  ASSERT_FALSE(form.read[1].empty());
  EXPECT_EQ(form.read[1][0].because, std::vector<std::string>{"blanchisserie"});
  EXPECT_EQ(form.place_name, "Dijon Métropole");
}

TEST(LotsForm, LooksWhereItIsToldRatherThanWhereTheNeedSays) {
  const LotsForm form =
      read_lots_form({{"besoin", "traiteur à Dijon"}, {"lieu", "Besançon"}}, shipped_tables());
  EXPECT_EQ(form.place_name, "Besançon");
}

TEST(LotsForm, TakesTwelveLotsOfANeedAndSaysHowManyItLeavesOut) {
  std::string text;
  for (int i = 1; i <= 15; ++i) text += fmt::format("Lot {} : traiteur\n", i);
  const LotsForm form = read_lots_form({{"besoin", text}}, shipped_tables());
  EXPECT_EQ(form.request.lots.size(), max_lots);
  EXPECT_EQ(form.unknown, std::vector<std::string>{
                              "Les douze premiers lots sont comptés ; 3 de plus ne le sont pas."});
}

TEST(LotsForm, ReadsTheBeginningOfATextThatIsTooLongAndSaysSo) {
  std::string text = "traiteur ";
  while (text.size() < 300'000) text += "é ";
  const LotsForm form = read_lots_form({{"besoin", text}}, shipped_tables());
  EXPECT_EQ(form.unknown,
            std::vector<std::string>{"Le texte dépasse 200 Ko : seul son début est lu."});
  EXPECT_FALSE(form.request.lots.empty());
}

TEST(LotsForm, CutsALongTitleBetweenCharacters) {
  std::string title;
  for (int i = 0; i < 400; ++i) title += "é";
  EXPECT_EQ(titles_of(read_lots_form({{"lot", title}}, shipped_tables()))[0].size(),
            2 * max_page_lot_title);
}

TEST(LotsForm, GivesEachLotTheTradesOfItsNumberByNameOrSlug) {
  const LotsForm form = read_lots_form({{"lot", "Repas"},
                                        {"lot", ""},
                                        {"lot", "Linge"},
                                        {"secteur1", "traiteur"},
                                        {"secteur3", "Blanchisserie"},
                                        {"secteur3", "blanchisserie"}},
                                       shipped_tables());
  EXPECT_EQ(titles_of(form), (std::vector<std::string>{"Repas", "Linge"}));
  EXPECT_EQ(form.request.lots[0].sectors, std::vector<std::string>{"traiteur"});
  EXPECT_EQ(form.request.lots[1].sectors, std::vector<std::string>{"blanchisserie"});
  EXPECT_TRUE(form.unknown.empty());
}

TEST(LotsForm, SaysWhatItDidNotUnderstandAndGoesOn) {
  const LotsForm form = read_lots_form({{"lot", "Repas"},
                                        {"secteur1", "licornes"},
                                        {"lieu", "Zzyzx"},
                                        {"distances", "50, 10"},
                                        {"seed", "<b>"}},
                                       shipped_tables());
  EXPECT_EQ(form.unknown,
            (std::vector<std::string>{
                "Aucun secteur ne s'appelle « licornes ».", "Aucun lieu ne s'appelle « Zzyzx ».",
                "« 50, 10 » n'est pas une suite de distances croissantes, comme "
                "« 10, 25, 50, 100 »."}));
  EXPECT_FALSE(form.request.lots[0].sectors_given);
  EXPECT_EQ(form.request.cutoffs.distance_km, (std::vector<int>{10, 25, 50, 100}));
  EXPECT_EQ(form.request.where.seed, "");
}

TEST(LotsForm, LooksInTheTerritoryOrInACircleAroundIt) {
  const LotsForm inside = read_lots_form({{"lieu", "Dijon Métropole"}}, shipped_tables());
  ASSERT_EQ(inside.request.where.territories.size(), 1u);
  EXPECT_EQ(shipped_tables().territories.to_string(inside.request.where.territories[0]),
            "epci:242100410");
  EXPECT_FALSE(inside.request.where.near);
  const LotsForm around = read_lots_form({{"lieu", "Dijon"}, {"rayon", "30"}}, shipped_tables());
  EXPECT_TRUE(around.request.where.territories.empty());
  ASSERT_TRUE(around.request.where.near);
  EXPECT_EQ(around.request.where.near->radius_km, 30);
}

TEST(LotsForm, IsTheSameFormWhenItsAddressIsOpened) {
  LotsForm form = read_lots_form({{"lot", "Repas & fêtes"},
                                  {"lot", ""},
                                  {"secteur2", "blanchisserie"},
                                  {"lieu", "Besançon"},
                                  {"rayon", "20"},
                                  {"distances", "5 15"},
                                  {"seuil_reservation", "3"},
                                  {"seuil_clause", "2"},
                                  {"seed", "abc"}},
                                 shipped_tables());
  HttpRequest opened;
  ASSERT_TRUE(parse_target("/lots?" + lots_query(form), opened));
  const LotsForm again = read_lots_form(opened.params, shipped_tables());
  EXPECT_EQ(lots_query(again), lots_query(form));
  EXPECT_EQ(titles_of(again), titles_of(form));
  EXPECT_EQ(again.request.lots[1].sectors, std::vector<std::string>{"blanchisserie"});
  EXPECT_EQ(again.request.cutoffs.distance_km, (std::vector<int>{5, 15}));
  EXPECT_EQ(again.request.cutoffs.reservation, 3);
  EXPECT_EQ(again.request.cutoffs.clause, 2);
  EXPECT_EQ(again.request.where.seed, "abc");
}

}  // namespace
}  // namespace filon
