#include "annuaire/text.h"

#include <gtest/gtest.h>

namespace filon {
namespace {

TEST(Fold, BringsSpellingsOfOneNameTogether) {
  struct Case {
    std::string_view text, folded;
  };
  for (const Case& c :
       {Case{"EMMAÜS", "emmaus"}, Case{"Côte-d’Or", "cote d or"},
        Case{"  Œuvre   d'Art! ", "oeuvre d art"}, Case{"", ""}, Case{"e\xCC\x81te\xCC\x81", "ete"},
        Case{"Straße", "strasse"},
        Case{"a\xFF"
             "b",
             "a b"},
        Case{"L’Haÿ-les-Roses", "l hay les roses"}, Case{"N°12", "n 12"}, Case{"--", ""}}) {
    SCOPED_TRACE(c.text);
    EXPECT_EQ(fold(c.text), c.folded);
    EXPECT_EQ(fold(fold(c.text)), fold(c.text));
  }
}

TEST(Words, LeaveElisionsOutAndKeepPlaces) {
  const auto found = words("L’atelier d'Été, à Dijon");
  ASSERT_EQ(found.size(), 4u);
  EXPECT_EQ(found[0], (Word{"atelier", 2, 9}));
  EXPECT_EQ(found[1], (Word{"ete", 12, 15}));
  EXPECT_EQ(found[2], (Word{"a", 17, 18}));
  EXPECT_EQ(found[3], (Word{"dijon", 19, 24}));
}

TEST(Words, KeepALetterThatOnlyLooksLikeAnElision) {
  const auto found = words("plan d");
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[1].text, "d");
}

TEST(Stem, MakesAccentsNumbersAndGendersMeet) {
  for (const char* word : {"évènement", "evenement", "ÉVÉNEMENTS"})
    EXPECT_EQ(stem(fold(word)), stem("evenements"));
  for (const auto& [one, other] : {std::pair{"nettoyages", "nettoyage"},
                                   {"espaces", "espace"},
                                   {"adaptée", "adapté"},
                                   {"adaptées", "adaptés"},
                                   {"sociale", "social"},
                                   {"régionaux", "régional"},
                                   {"travaux", "travail"},
                                   {"coopérative", "coopératives"},
                                   {"œuvres", "oeuvre"},
                                   {"traiteurs", "Traiteur"},
                                   {"bureaux", "bureau"}}) {
    SCOPED_TRACE(one);
    EXPECT_EQ(stem(fold(one)), stem(fold(other)));
  }
  EXPECT_EQ(stem("21231"), "21231");
}

TEST(EditDistance, CountsASwapOnceAndStopsAtItsLimit) {
  EXPECT_EQ(edit_distance("ethicofl", "ethicofil", 2), 1);
  EXPECT_EQ(edit_distance("netoyage", "nettoyage", 2), 1);
  EXPECT_EQ(edit_distance("traituer", "traiteur", 2), 1);
  EXPECT_EQ(edit_distance("abcdef", "uvwxyz", 2), 3);
}

TEST(Nearest, SuggestsOnlyWhatIsNear) {
  EXPECT_EQ(nearest("sectr", {"sector", "seed", "sort"}), "sector");
  EXPECT_EQ(nearest("fbclid", {"sector", "seed", "sort"}), "");
  EXPECT_EQ(nearest("nettoyage", {"nettoyage-urbain-bis", "nettoyage-urbain", "autre"}),
            "nettoyage-urbain");
  EXPECT_EQ(nearest("net", {"nettoyage-urbain"}), "");
}

TEST(Stem, KeepsTheFirstThreeLettersOfItsWord) {
  for (const std::string word : {"yeux", "beaux", "jeux", "locaux", "boyaux", "os", "actrice",
                                 "ive", "eee", "neuves", "ailes", "elles", "teurs"}) {
    SCOPED_TRACE(word);
    EXPECT_EQ(stem(word).substr(0, 3), word.substr(0, 3));
  }
}

}  // namespace
}  // namespace filon
