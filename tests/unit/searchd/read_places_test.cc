#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/searchd/read.h"

namespace filon {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct PlaceCase {
  const char* q;
  std::vector<std::string> places;
};

void expect_places(const std::vector<PlaceCase>& cases) {
  for (const PlaceCase& c : cases) {
    SCOPED_TRACE(c.q);
    EXPECT_EQ(values(read(c.q).territories), c.places);
  }
}

TEST(Places, AreDepartementsByNumberNameAndArticle) {
  expect_places({{"traiteur 21", {"departement:21"}},
                 {"dans le 25 et le 39", {"departement:25", "departement:39"}},
                 {"dans le 2A", {"departement:2A"}},
                 {"nettoyage (89)", {"departement:89"}},
                 {"dans l'Yonne", {"departement:89"}},
                 {"lot 21 nettoyage", {}},
                 {"21 agents", {}},
                 {"repas du 12 juin", {}}});
}

TEST(Places, AreTownsAfterATownsPrepositionAndDepartementsAfterAnArticle) {
  expect_places({{"plomberie à Vienne", {"commune:38544"}},
                 {"plomberie dans la Vienne", {"departement:86"}}});
}

TEST(Places, AreEpciByTheirUsualNames) {
  for (const char* name :
       {"Grand Dijon", "Dijon Métropole", "agglo de Dijon", "métropole de Dijon"}) {
    SCOPED_TRACE(name);
    EXPECT_THAT(values(read(name).territories), ElementsAre("epci:242100410"));
  }
  expect_places({{"CA de Nevers", {"epci:245804406"}},
                 {"CC du Pays de Maîche", {"epci:200023075"}},
                 {"Grand Chalon", {"epci:247100589"}}});
}

TEST(Places, AreOldRegionsAndAbbreviations) {
  expect_places({{"BFC", {"region:27"}},
                 {"PACA", {"region:93"}},
                 {"Franche-Comté",
                  {"departement:25", "departement:39", "departement:70", "departement:90"}}});
}

TEST(Places, AreArrondissementsOfThreeTowns) {
  for (const char* q : {"traiteur Lyon 3", "traiteur Lyon 3e", "traiteur Lyon 3ème arrondissement",
                        "traiteur 69003 Lyon"}) {
    SCOPED_TRACE(q);
    EXPECT_THAT(values(read(q).territories), ElementsAre("commune:69123"));
    EXPECT_EQ(read(q).rest, "");
  }
}

TEST(Places, AreLongNamesCutShortWhenOneTownIsMeant) {
  expect_places({{"traiteur Chalon", {"commune:71076"}},
                 {"saint etienne", {"commune:42218"}},
                 {"st claude jura", {"commune:39478"}},
                 {"bourg en bresse", {"commune:01053"}}});
}

TEST(Places, ThatAreWordsNeedAReason) {
  expect_places({{"peinture orange", {}},
                 {"peinture Orange 84", {"commune:84087"}},
                 {"traiteur à Sens", {"commune:89387"}},
                 {"plombier Sens", {"commune:89387"}},
                 {"ouverture d'un bar", {}},
                 {"menuiserie à louer", {}}});
}

TEST(Places, AreToldFromTradesByTheirAccents) {
  EXPECT_THAT(values(read("interim Mâcon").territories), ElementsAre("commune:71270"));
  EXPECT_THAT(read("maçon").territories, IsEmpty());
  EXPECT_FALSE(read("maçon").sectors.empty());
}

TEST(Places, OfOneNameAreAskedUnlessOneIsClearlyMeant) {
  const auto asked = read("traiteur Saint-Denis");
  EXPECT_THAT(asked.territories, IsEmpty());
  ASSERT_EQ(asked.ambiguous.size(), 1u);
  EXPECT_GE(asked.ambiguous[0].choices.size(), 2u);
  expect_places({{"traiteur Saint-Denis (93)", {"commune:93066"}},
                 {"traiteur Saint-Denis Réunion", {"commune:97411"}},
                 {"traiteur Saint-Denis 93200", {"commune:93066"}}});
}

TEST(Places, NearOnesCarryADistanceGivenOrOurs) {
  const auto given = read("menuiserie dans un rayon de 20 km autour de Dole");
  ASSERT_TRUE(given.near);
  EXPECT_EQ(given.near->value, "commune:39198");
  EXPECT_EQ(given.near->radius_km, 20);
  EXPECT_TRUE(given.near->given);
  EXPECT_THAT(given.territories, IsEmpty());
  EXPECT_EQ(given.rest, "");
  const auto ours = read("menuiserie près de Dole");
  ASSERT_TRUE(ours.near);
  EXPECT_FALSE(ours.near->given);
  EXPECT_EQ(ours.near->radius_km, 30);
}

}  // namespace
}  // namespace filon
