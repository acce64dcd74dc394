#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/annuaire/own_territories.h"

namespace filon {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

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

}  // namespace
}  // namespace filon
