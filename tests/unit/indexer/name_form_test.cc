#include "indexer/matching/name_form.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "indexer/matching/street_form.h"

namespace filon {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(NameForm, LeavesOutWhatNamesOfOneStructureDifferBy) {
  struct Case {
    std::string_view name, same;
  };
  for (const Case& c :
       {Case{"ASSOC TRI", "Association Tri"}, Case{"F.A.D.S.E.P.L.", "FADSEPL"},
        Case{"Les Ateliers du Verger", "ATELIER VERGER SARL"},
        Case{"Ctre de form. du Moulin", "Centre de formation du Moulin"},
        Case{"Moulin Vert (SCIC)", "le moulin vert"}, Case{"Vert Moulin", "Moulin vert"},
        Case{"L'Œuvre d'Été", "OEUVRE D ETE"}}) {
    SCOPED_TRACE(c.name);
    EXPECT_TRUE(same_name(c.name, c.same));
  }
  EXPECT_FALSE(same_name("Moulin vert", "Moulin bleu"));
  EXPECT_FALSE(same_name("ESAT du Moulin", "EA du Moulin")) << "two establishments of one place";
  EXPECT_FALSE(same_name("GEIQ BTP 71", "GEIQ BTP 21"));
}

TEST(NameForm, ReadsTheStatusANameSaysAndItsInitials) {
  const NameForm esat = name_form("Établissement et service d'aide par le travail Les Tilleuls");
  EXPECT_THAT(esat.kinds, ElementsAre("esat"));
  EXPECT_THAT(esat.words, ElementsAre("tilleul"));
  const NameForm aile = name_form("Association Intermédiaire Loire Emploi");
  EXPECT_EQ(aile.initials, "aile");
  EXPECT_THAT(aile.kinds, ElementsAre("ai"));
  EXPECT_THAT(name_form("ESAT").words, ElementsAre("esat")) << "a name of nothing else";
  EXPECT_THAT(name_form("").words, IsEmpty());
  EXPECT_THAT(name_form("« — »").words, IsEmpty());
}

TEST(StreetForm, ComparesStreetsAsPeopleWriteThem) {
  struct Case {
    std::string_view a, b;
    SameStreet expected;
  };
  for (const Case& c :
       {Case{"12 bis, av. du Gal de Gaulle", "12 AVENUE DU GENERAL DE GAULLE BP 10",
             SameStreet::Number},
        Case{"12 rue des Lilas", "14 rue des Lilas", SameStreet::Way},
        Case{"12 rue des Lilas", "rue des Lilas", SameStreet::Way},
        Case{"rue des Lilas", "R. DES LILAS", SameStreet::Number},
        Case{"12 rue des Lilas", "12 rue des Lials", SameStreet::Number},
        Case{"Zone Artisanale de la Blanchotte", "La Blanchotte", SameStreet::Number},
        Case{"12 rue Jean Jaurès", "12 rue Jean Moulin", SameStreet::Other},
        Case{"12 rue des Lilas", "12 rue du Port", SameStreet::Other},
        Case{"12 rue du 8 mai 1945", "12 rue du 11 novembre 1918", SameStreet::Other},
        Case{"12 rue du 8 mai 1945", "12 r 8 mai", SameStreet::Number},
        Case{"12 rue des Lilas", "", SameStreet::Unknown},
        Case{"12 rue des Lilas", "BP 40", SameStreet::Unknown}}) {
    SCOPED_TRACE(testing::Message() << c.a << " / " << c.b);
    EXPECT_EQ(compare(street_form(c.a), street_form(c.b)), c.expected);
    EXPECT_EQ(compare(street_form(c.b), street_form(c.a)), c.expected);
  }
}

}  // namespace
}  // namespace filon
