#include "annuaire/text.h"

#include <gtest/gtest.h>

#include <random>

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

/// The whole table, each cell of it.
int distance_by_table(const std::string& a, const std::string& b) {
  std::vector<std::vector<int>> cell(a.size() + 1, std::vector<int>(b.size() + 1));
  for (size_t i = 0; i <= a.size(); ++i)
    for (size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        cell[i][j] = static_cast<int>(i + j);
        continue;
      }
      cell[i][j] = std::min(
          {cell[i - 1][j] + 1, cell[i][j - 1] + 1, cell[i - 1][j - 1] + (a[i - 1] != b[j - 1])});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        cell[i][j] = std::min(cell[i][j], cell[i - 2][j - 2] + 1);
    }
  return cell[a.size()][b.size()];
}

TEST(EditDistance, IsThatOfTheWholeTableUpToItsLimit) {
  std::mt19937 dice(5);
  const auto word = [&] {
    std::string text(dice() % 12, ' ');
    for (char& c : text) c = static_cast<char>('a' + dice() % 3);
    return text;
  };
  std::array<int, 6> met{};
  for (int i = 0; i < 20'000; ++i) {
    const std::string a = word(), b = word();
    const int distance = distance_by_table(a, b);
    for (int limit = 0; limit < 5; ++limit)
      ASSERT_EQ(edit_distance(a, b, limit), std::min(distance, limit + 1))
          << a << ' ' << b << ' ' << limit;
    ++met[static_cast<size_t>(std::min(distance, 5))];
  }
  for (const int times : met) EXPECT_GT(times, 100);
  const std::string longer(200, 'x');
  EXPECT_EQ(edit_distance(longer, longer + "y", 2), 1);
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
