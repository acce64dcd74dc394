#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/unit/annuaire/own_territories.h"

namespace filon {
namespace {

using ::testing::HasSubstr;

TEST(Territories, HoldAllOfFrance) {
  EXPECT_GT(places().all(TerritoryKind::Commune).size(), 34000u);
  EXPECT_GT(places().all(TerritoryKind::Epci).size(), 1200u);
  EXPECT_EQ(places().all(TerritoryKind::Departement).size(), 109u);
  EXPECT_EQ(places().communes_of(places().france()).size(),
            places().all(TerritoryKind::Commune).size());
  const Territory& dijon = places()[id("commune:21231")];
  EXPECT_EQ(dijon.name, "Dijon");
  EXPECT_EQ(text_of(dijon.parents.epci), "epci:242100410");
  EXPECT_EQ(text_of(dijon.parents.departement), "departement:21");
  EXPECT_EQ(text_of(dijon.parents.region), "region:27");
  EXPECT_EQ(text_of(dijon.parents.ept), "none");
  EXPECT_GT(dijon.population, 150000);
  EXPECT_EQ(dijon.precision, PointPrecision::Commune);
  EXPECT_LT(distance_km(*dijon.centre, {47.322, 5.0415}), 5);
}

TEST(Territories, FindACommuneByTheCodesItHad) {
  struct Case {
    std::string_view code, current;
  };
  for (const Case& c : {Case{"69381", "commune:69123"}, Case{"69389", "commune:69123"},
                        Case{"75116", "commune:75056"}, Case{"13201", "commune:13055"},
                        Case{"01340", "commune:01015"}, Case{"01015", "commune:01015"},
                        Case{"69232", "commune:69123"}, Case{"50173", "commune:50129"},
                        Case{"2A004", "commune:2A004"}, Case{"00000", "none"}, Case{"", "none"}}) {
    SCOPED_TRACE(c.code);
    EXPECT_EQ(text_of(places().find(TerritoryKind::Commune, c.code)), c.current);
  }
}

TEST(Parse, ReadsWhatToStringWrites) {
  for (PlaceId place = 0; place < places().size(); ++place) {
    const auto parsed = places().parse(places().to_string(place));
    ASSERT_TRUE(parsed) << places().to_string(place);
    EXPECT_EQ(*parsed, place);
  }
  EXPECT_EQ(id("departement:2a"), id("departement:2A"));
}

TEST(Parse, SaysWhatIsWrongAndWhatWasMeant) {
  struct Case {
    std::string_view text;
    ErrorCode code;
    std::string_view reason, suggestion;
  };
  const auto form = ErrorCode::Invalid, unknown = ErrorCode::NotFound;
  for (const Case& c :
       {Case{"comune:21231", form, "'comune:21231' is not commune:CODE", "commune:21231"},
        Case{"dijon", form, "'dijon' is not commune:CODE", "commune:21231"},
        Case{"21231", form, "is not commune:CODE", "commune:21231"},
        Case{"France", form, "is not commune:CODE", "france"},
        Case{"france:1", form, "is not commune:CODE", "france"},
        Case{"", form, "'' is not commune:CODE", ""},
        Case{"commune:242100410", unknown, "no commune has the code '242100410'", "epci:242100410"},
        Case{"departement:1", unknown, "no departement has the code '1'", "departement:01"},
        Case{"departement:Côte-d'Or", unknown, "no departement has the code", "departement:21"},
        Case{"commune:Dijon", unknown, "no commune has the code 'Dijon'", "commune:21231"},
        Case{"commune:21000", unknown, "no commune has the code '21000'", "commune:21231"},
        Case{"epci:dijon metropole", unknown, "no epci has the code", "epci:242100410"},
        Case{"epci:242100411", unknown, "no epci has the code '242100411'", "epci:242100410"},
        Case{"region:zzzzzzzzzzzzzzzzzzzz", unknown, "no region has the code", ""},
        Case{"region:", unknown, "no region has the code ''", ""}}) {
    SCOPED_TRACE(c.text);
    const auto parsed = places().parse(c.text);
    ASSERT_FALSE(parsed);
    EXPECT_EQ(parsed.error().code, c.code);
    EXPECT_THAT(parsed.error().message, HasSubstr(std::string(c.reason)));
    EXPECT_THAT(parsed.error().message, HasSubstr(std::string(c.suggestion)));
    EXPECT_EQ(places().suggestion(c.text), c.suggestion);
  }
}

TEST(Contains, GoesByCommunes) {
  struct Case {
    std::string_view outer, inner;
    bool contains;
  };
  for (const Case& c :
       {Case{"epci:242100410", "commune:21231", true},
        Case{"commune:21231", "epci:242100410", false}, Case{"region:27", "departement:21", true},
        Case{"france", "region:04", true}, Case{"region:04", "france", false},
        Case{"france", "france", true},
        Case{"epci:200054781", "epci:200057867", true},  // Plaine Commune in MGP
        Case{"epci:200054781", "commune:75056", true},
        Case{"departement:93", "epci:200057867", true},
        Case{"departement:75", "commune:75056", true},
        Case{"commune:75056", "departement:75", true},
        Case{"departement:13", "epci:200054807", false},  // Aix-Marseille: 83, 84
        Case{"region:93", "epci:200054807", true},
        Case{"departement:69", "epci:200046977", true}}) {
    SCOPED_TRACE(c.outer);
    SCOPED_TRACE(c.inner);
    EXPECT_EQ(places().contains(id(c.outer), id(c.inner)), c.contains);
  }
}

TEST(Parents, AreThoseAllCommunesShare) {
  const Parents& aix_marseille = places()[id("epci:200054807")].parents;
  EXPECT_EQ(text_of(aix_marseille.departement), "none");
  EXPECT_EQ(text_of(aix_marseille.region), "region:93");
  const Territory& plaine_commune = places()[id("epci:200057867")];
  EXPECT_EQ(plaine_commune.detail, "EPT");
  EXPECT_EQ(text_of(plaine_commune.parents.epci), "epci:200054781");
  EXPECT_EQ(text_of(plaine_commune.parents.departement), "departement:93");
  EXPECT_EQ(text_of(places()[id("commune:93066")].parents.ept), "epci:200057867");
}

TEST(Parents, ContainTheirCommune) {
  for (const PlaceId commune : places().all(TerritoryKind::Commune)) {
    const Parents& parents = places()[commune].parents;
    ASSERT_TRUE(parents.departement && parents.region) << places().to_string(commune);
    for (const auto& parent : {parents.epci, parents.ept, parents.departement, parents.region})
      EXPECT_TRUE(!parent || places().contains(*parent, commune)) << places().to_string(commune);
  }
}

TEST(Communes, AreSortedAndOnlyThemselves) {
  for (PlaceId place = 0; place < places().size(); ++place) {
    const auto communes = places().communes_of(place);
    ASSERT_FALSE(communes.empty()) << places().to_string(place);
    EXPECT_TRUE(std::is_sorted(communes.begin(), communes.end()));
    EXPECT_EQ(places()[communes.back()].kind, TerritoryKind::Commune);
  }
}

}  // namespace
}  // namespace filon
