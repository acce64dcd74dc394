#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "annuaire/json.h"
#include "tests/integration/test_index.h"

namespace filon {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Structure laundry(int number, const std::string& commune) {
  Structure s = workshop(number, fmt::format("Structure {}", number));
  give_sector(s, "blanchisserie");
  move_to(s, commune);
  return s;
}

std::string id_of(int number) { return workshop(number, "").id; }

class Similar : public testing::Test {
 protected:
  Json answer(int number, Parameters params = {}) const {
    params.emplace("seed", "s");
    const auto response = index_.get("/api/v1/structures/" + id_of(number) + "/similar", params);
    EXPECT_EQ(response.status, 200) << response.body;
    return *parse_json(response.body);
  }
  std::vector<std::string> ids(int number) const {
    std::vector<std::string> found;
    const Json similar = answer(number);
    for (const Json& hit : similar["results"].items()) found.push_back(hit["id"].text());
    return found;
  }

  static std::vector<Structure> records() {
    std::vector<Structure> all;
    all.push_back(laundry(1, "21231"));
    give_sector(all.back(), "traiteur");
    all.back().networks = {{"fei", "Fédération des entreprises d'insertion"}};
    all.push_back(laundry(2, "21231"));
    all.push_back(laundry(3, "21231"));
    give_sector(all.back(), "traiteur", Origin::Inferred, "plateaux-repas");
    all.push_back(laundry(4, "25056"));
    all.push_back(laundry(5, "59350"));  // Lille, area unknown
    all.push_back(laundry(6, "59350"));
    all.back().activities = {{"blanchisserie", {}, {Area::Kind::France, 0, {}}}};
    all.push_back(laundry(7, "21231"));
    all.back().siren = all[0].siren;  // another site of the subject
    all.push_back(laundry(8, "21231"));
    all.back().active = false;
    Structure namesake = workshop(9, all[0].name);
    namesake.networks = all[0].networks;
    namesake.description = all[0].description = "linge blanchisserie traiteur";
    give_sector(namesake, "menuiserie");
    all.push_back(std::move(namesake));
    // Serves the whole country, but not with the trade in common.
    Structure apart = laundry(10, "59350");
    give_sector(apart, "menuiserie");
    apart.activities = {{"blanchisserie", {}, {Area::Kind::Radius, 20, {}}},
                        {"menuiserie", {}, {Area::Kind::France, 0, {}}}};
    all.push_back(std::move(apart));
    all.push_back(workshop(11, "Sans métier connu"));
    return all;
  }

  TestIndex index_{records()};
};

TEST_F(Similar, AreOfTheSameTradesAndPlaceNeverMerelyOfANameOrANetwork) {
  EXPECT_THAT(ids(1), ElementsAre(id_of(3), id_of(2), id_of(4), id_of(6)));
}

TEST_F(Similar, SayWhyInFrench) {
  const Json similar = answer(1);
  std::vector<std::vector<std::string>> why;
  for (const Json& hit : similar["results"].items()) {
    why.emplace_back();
    for (const Json& reason : hit["why"].items()) why.back().push_back(reason["text"].text());
  }
  EXPECT_THAT(
      why,
      ElementsAre(
          ElementsAre("Blanchisserie : secteur déclaré",
                      "Traiteur : secteur déduit de « plateaux-repas »",
                      "À moins de 10 km de cette structure"),
          ElementsAre("Blanchisserie : secteur déclaré", "À moins de 10 km de cette structure"),
          ElementsAre("Blanchisserie : secteur déclaré", "Entre 50 et 100 km de cette structure"),
          ElementsAre("Blanchisserie : secteur déclaré", "Intervient dans toute la France")));
  EXPECT_EQ(similar["total"].text(), "4");
  EXPECT_TRUE(similar["results"].items()[0]["reach"].is(Json::Type::Null));
}

TEST_F(Similar, ToARecordOfNoKnownTradeAreNone) {
  EXPECT_THAT(ids(11), IsEmpty());
  EXPECT_EQ(answer(11)["total"].text(), "0");
}

TEST_F(Similar, HoldToPerPageAndRefuseWhatTheyDoNotTake) {
  EXPECT_EQ(answer(1, {{"per_page", "2"}})["results"].items().size(), 2u);
  EXPECT_EQ(answer(1, {{"per_page", "2"}})["total"].text(), "4");
  const std::string path = "/api/v1/structures/" + id_of(1) + "/similar";
  EXPECT_EQ(index_.get(path, {{"per_page", "101"}}).status, 400);
  EXPECT_EQ(index_.get(path, {{"page", "1"}}).status, 400);
  EXPECT_EQ(index_.get("/api/v1/structures/nobody/similar").status, 404);
}

}  // namespace
}  // namespace filon
