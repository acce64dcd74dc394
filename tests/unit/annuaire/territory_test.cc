#include "annuaire/territory.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <stdexcept>

#include "annuaire/data_dir.h"

namespace filon {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

const Territories& places() {
  static const auto loaded = Territories::load(data_dir() / "territories");
  if (!loaded) throw std::runtime_error(loaded.error().message);
  return *loaded;
}

PlaceId id(std::string_view text) {
  const auto parsed = places().parse(text);
  if (!parsed) throw std::runtime_error(parsed.error().message);
  return *parsed;
}

std::string text_of(const std::optional<PlaceId>& place) {
  return place ? places().to_string(*place) : "none";
}

std::vector<std::string> texts_of(const std::vector<PlaceId>& found) {
  std::vector<std::string> texts;
  for (const PlaceId place : found) texts.push_back(places().to_string(place));
  return texts;
}

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

TEST(Related, IsWhatContainsAndWhatIsContained) {
  const auto dijon = texts_of(places().related(id("commune:21231")));
  EXPECT_THAT(dijon, ElementsAre("commune:21231", "epci:242100410", "departement:21", "region:27",
                                 "france"));
  const auto metropole = texts_of(places().related(id("epci:242100410")));
  EXPECT_THAT(metropole, Contains("commune:21515"));
  EXPECT_THAT(metropole, Contains("departement:21"));
  EXPECT_THAT(metropole, Contains("epci:242100410"));
  EXPECT_THAT(metropole, Not(Contains("departement:71")));
  EXPECT_EQ(places().related(places().france()).size(), places().size());
}

TEST(Related, HoldsBothWays) {
  std::vector<PlaceId> sample;
  for (PlaceId place = 0; place < places().size(); place += place < 34000 ? 977 : 41)
    sample.push_back(place);
  for (const PlaceId a : sample) {
    const auto of_a = places().related(a);
    EXPECT_TRUE(std::is_sorted(of_a.begin(), of_a.end()));
    for (const PlaceId b : sample) {
      const bool expected = places().contains(a, b) || places().contains(b, a);
      ASSERT_EQ(std::binary_search(of_a.begin(), of_a.end(), b), expected)
          << places().to_string(a) << " " << places().to_string(b);
    }
  }
}

TEST(PostCode, IsCleanedOfWhatSpreadsheetsDoToIt) {
  struct Case {
    std::string_view text, cleaned;
  };
  for (const Case& c :
       {Case{"21000", "21000"}, Case{" 21 000 ", "21000"}, Case{"1000", "01000"},
        Case{"84200.0", "84200"}, Case{"1000.0", "01000"}, Case{"", ""}, Case{"210", ""},
        Case{"2100a", ""}, Case{"210000", ""}, Case{"-1000", ""}, Case{".0", ""}}) {
    SCOPED_TRACE(c.text);
    EXPECT_EQ(clean_post_code(c.text).value_or(""), c.cleaned);
  }
}

TEST(PostCode, NamesItsDepartement) {
  struct Case {
    std::string_view post_code, departement;
  };
  for (const Case& c :
       {Case{"21000", "21"},   Case{"21099", "21"},   Case{"01000", "01"},  Case{"20000", "2A"},
        Case{"20090", "2A"},   Case{"20189", "2A"},   Case{"20200", "2B"},  Case{"20600", "2B"},
        Case{"20250", "2B"},   Case{"20799", "none"}, Case{"97400", "974"}, Case{"97499", "974"},
        Case{"97133", "977"},  Case{"97150", "978"},  Case{"97500", "975"}, Case{"98800", "988"},
        Case{"98713", "987"},  Case{"98000", "none"},  // Monaco
        Case{"99000", "none"}, Case{"00100", "none"}, Case{"2100", "none"}, Case{"", "none"}}) {
    SCOPED_TRACE(c.post_code);
    const auto found = places().departement_of_post_code(c.post_code);
    EXPECT_EQ(found ? places()[*found].code : "none", c.departement);
  }
}

TEST(Locate, FindsTheCommuneOfItsPostCodeByName) {
  struct Case {
    std::string_view post_code, city, commune;
  };
  for (const Case& c : {Case{"21000", "Dijon", "21231"},
                        Case{"21000", "DIJON CEDEX", "21231"},
                        Case{"38700", "La Tronche", "38516"},
                        Case{"38700", "Corenc", "38126"},
                        Case{"38000", "GRENOBLE", "38185"},
                        Case{"51300", "Vitry le François", "51649"},
                        Case{"51300", "Loisy-sur-Marne", "51328"},
                        Case{"93200", "St-Denis", "93066"},
                        Case{"93210", "Saint Denis", "93066"},
                        Case{"97400", "SAINT DENIS", "97411"},
                        Case{"97490", "Ste Clotilde", "97411"},
                        Case{"69003", "Lyon", "69123"},
                        Case{"69003", "Lyon 3e", "69123"},
                        Case{"69003", "LYON 03", "69123"},
                        Case{"69001", "Lyon 1er Arrondissement", "69123"},
                        Case{"75012", "Paris 12e arrondissement", "75056"},
                        Case{"75116", "PARIS 16", "75056"},
                        Case{"13006", "Marseille 06", "13055"},
                        Case{"13006", "Marseille 6ème", "13055"},
                        Case{"50100", "Cherbourg-Octeville", "50129"},  // merged in 2016
                        Case{"50460", "Querqueville", "50129"},
                        Case{"71500", "Louhans", "71263"},
                        Case{"76120", "GRAND QUEVILLY (LE)", "76322"},
                        Case{"62600", "BERCK SUR MER", "62108"},
                        Case{"1000", "Bourg en Bresse", "01053"},
                        Case{"84200.0", "Carpentras", "84031"},
                        Case{"20090", "AJACCIO", "2A004"},
                        Case{"20200", "Bastia", "2B033"},
                        Case{"97500", "Saint-Pierre", "97502"},
                        Case{"98800", "Nouméa", "98818"}}) {
    SCOPED_TRACE(c.post_code);
    SCOPED_TRACE(c.city);
    const Located located = places().locate(c.post_code, c.city);
    ASSERT_TRUE(located.commune) << located.doubt;
    EXPECT_EQ(places()[*located.commune].code, c.commune);
    EXPECT_EQ(located.departement, places()[*located.commune].parents.departement);
    EXPECT_EQ(located.doubt, "");
  }
}

TEST(Locate, DoubtsAloudWhatDoesNotAgree) {
  struct Case {
    std::string_view post_code, city, commune, departement, doubt;
  };
  for (const Case& c :
       {Case{"25043", "Besançon", "25056", "25",
             "code postal 25043 inconnu (CEDEX ?) : commune trouvée par son nom « Besançon » dans "
             "le département 25"},
        Case{"21024", "Le Havre", "none", "21",
             "code postal 21024 : aucune commune de ce code ni du département 21 ne s'appelle "
             "« Le Havre »"},
        Case{"13009", "Nantes", "13055", "13",
             "la ville « Nantes » n'est pas Marseille, seule commune du code postal 13009 : cette "
             "commune est gardée"},
        Case{"38700", "Paris", "none", "38",
             "code postal 38700 : aucune de ses 5 communes ne s'appelle « Paris »"},
        Case{"21000", "", "21231", "21",
             "ville absente : commune Dijon, la seule du code postal 21000"},
        Case{"38700", "", "none", "38", "ville absente : le code postal 38700 a 5 communes"},
        Case{"21099", " - ", "none", "21",
             "code postal 21099 inconnu et ville absente : département 21 seul"},
        Case{"", "Dijon", "none", "none",
             "code postal absent : « Dijon » seul ne désigne pas une commune"},
        Case{" ", "", "none", "none", "code postal et ville absents"},
        Case{"F-21000", "Dijon", "none", "none",
             "code postal « F-21000 » : ce ne sont pas cinq chiffres (ville « Dijon »)"},
        Case{"99123", "Bruxelles", "none", "none",
             "code postal 99123 : inconnu, sans département (ville « Bruxelles »)"}}) {
    SCOPED_TRACE(c.post_code);
    SCOPED_TRACE(c.city);
    const Located located = places().locate(c.post_code, c.city);
    EXPECT_EQ(located.commune ? places()[*located.commune].code : "none", c.commune);
    EXPECT_EQ(located.departement ? places()[*located.departement].code : "none", c.departement);
    EXPECT_EQ(located.doubt, c.doubt);
  }
}

TEST(Locate, FindsEveryCommuneByItsOwnPostCodeAndName) {
  std::vector<std::string> homonyms;
  for (const PlaceId commune : places().all(TerritoryKind::Commune))
    for (const std::string& post_code : places()[commune].post_codes)
      if (places().locate(post_code, places()[commune].name).commune != commune)
        homonyms.push_back(post_code + " " + places().to_string(commune));
  // Two neighbours of one name and one post code, either side of a border: no guess is made.
  EXPECT_THAT(homonyms, ElementsAre("62760 commune:62814", "62760 commune:80756"));
  EXPECT_THAT(places().locate("62760", "Thièvres").doubt,
              HasSubstr("plusieurs de ses communes s'appellent"));
}

TEST(Search, FindsPlacesAsPeopleTypeThem) {
  struct Case {
    std::string_view text;
    std::vector<std::string> first;
  };
  for (const Case& c :
       {Case{"dijon", {"commune:21231", "epci:242100410"}}, Case{"21000", {"commune:21231"}},
        Case{"DIJON MET", {"epci:242100410"}}, Case{"paris", {"departement:75", "commune:75056"}},
        Case{"cote d'or", {"departement:21"}}, Case{"bourgogne", {"region:27"}},
        Case{"21", {"departement:21", "commune:21231"}}, Case{"2a", {"departement:2A"}},
        Case{"242100410", {"epci:242100410"}}, Case{"21231", {"commune:21231"}},
        Case{"69381", {"commune:69123"}}, Case{"st etienne", {"commune:42218"}},
        Case{"plaine commune", {"epci:200057867"}}, Case{"querqueville", {"commune:50129"}},
        Case{"france", {"france"}}, Case{"nord", {"departement:59"}},
        Case{"saint-martin", {"departement:978"}}}) {
    SCOPED_TRACE(c.text);
    const auto found = texts_of(places().search(c.text, c.first.size()));
    EXPECT_EQ(found, c.first);
  }
}

TEST(Search, GivesEachPlaceOnceAndNoMoreThanAsked) {
  for (const std::string_view text : {"s", "saint", "2", "le"}) {
    auto found = places().search(text, 50);
    EXPECT_EQ(found.size(), 50u);
    std::sort(found.begin(), found.end());
    EXPECT_EQ(std::unique(found.begin(), found.end()), found.end());
  }
  for (const std::string_view text : {"", "  ", "zzzz", "99999", "\xFF"})
    EXPECT_TRUE(places().search(text, 10).empty()) << text;
  EXPECT_TRUE(places().search("dijon", 0).empty());
}

class BrokenTables : public ::testing::Test {
 protected:
  void SetUp() override {
    write("regions.tsv", "code\tname\n27\tBourgogne\n");
    write("departements.tsv", "code\tname\tregion\tlat\tlon\n21\tCôte-d'Or\t27\t47.4\t4.8\n");
    write("epcis.tsv", "code\tname\tkind\n");
    write("former.tsv", "code\tname\tkind\tcommune\n");
    write_commune("21231\tDijon\t21\t\t\t21000\t10\t47.3\t5.0\tcommune");
  }
  void TearDown() override { std::filesystem::remove_all(dir_); }

  void write(const char* file, std::string_view text) const {
    std::filesystem::create_directories(dir_);
    std::ofstream(dir_ / file) << text;
  }
  void write_commune(const std::string& row) const {
    write("communes.tsv",
          "code\tname\tdepartement\tepci\tept\tpost_codes\tpopulation\tlat\tlon\tprecision\n" +
              row + "\n");
  }
  std::filesystem::path dir_ = std::filesystem::path(::testing::TempDir()) /
                               ::testing::UnitTest::GetInstance()->current_test_info()->name();
};

TEST_F(BrokenTables, LoadWhenWhole) { EXPECT_TRUE(Territories::load(dir_)); }

TEST_F(BrokenTables, AreRefusedWithFileAndLine) {
  struct Case {
    std::string row, reason;
  };
  for (const Case& c :
       {Case{"21231\tDijon\t22\t\t\t21000\t10\t47.3\t5.0\tcommune", "no departement '22'"},
        Case{"21231\tDijon\t\t\t\t21000\t10\t47.3\t5.0\tcommune", "has no departement"},
        Case{"21231\tDijon\t21\t242\t\t21000\t10\t47.3\t5.0\tcommune", "no epci '242'"},
        Case{"21231\tDijon\t21\t\t\t21000\tx\t47.3\t5.0\tcommune", "population 'x'"},
        Case{"21231\tDijon\t21\t\t\t21000\t10\t470\t5.0\tcommune", "'470', '5.0' is not lat, lon"},
        Case{"21231\tDijon\t21\t\t\t21000\t10\t47.3\t5.0\tnear", "precision 'near'"}}) {
    SCOPED_TRACE(c.reason);
    write_commune(c.row);
    const auto loaded = Territories::load(dir_);
    ASSERT_FALSE(loaded);
    EXPECT_EQ(loaded.error().code, ErrorCode::Invalid);
    EXPECT_THAT(loaded.error().message, HasSubstr("communes.tsv:2: " + c.reason));
  }
}

TEST_F(BrokenTables, AreRefusedWhenCodesComeTwiceOrUnsorted) {
  for (const char* second : {"21231\tDijon", "21000\tAvant"}) {
    write_commune("21231\tDijon\t21\t\t\t21000\t10\t\t\t\n" + std::string(second) +
                  "\t21\t\t\t21000\t10\t\t\t");
    const auto loaded = Territories::load(dir_);
    ASSERT_FALSE(loaded);
    EXPECT_THAT(loaded.error().message, HasSubstr("communes.tsv:3: "));
  }
}

TEST_F(BrokenTables, AreRefusedWhenOneIsMissing) {
  std::filesystem::remove(dir_ / "epcis.tsv");
  const auto loaded = Territories::load(dir_);
  ASSERT_FALSE(loaded);
  EXPECT_THAT(loaded.error().message, HasSubstr("epcis.tsv"));
}

}  // namespace
}  // namespace filon
