#include "searchd/needs/lot_splitter.h"

#include <gtest/gtest.h>

#include <string>

namespace filon {
namespace {

std::vector<std::string> titles(std::string_view text) {
  std::vector<std::string> all;
  for (const LotSpan& lot : split_lots(text).lots) all.emplace_back(lot.title.of(text));
  return all;
}

using Titles = std::vector<std::string>;

TEST(LotSplitter, CutsWhereATextSaysLot) {
  struct Case {
    std::string_view text;
    Titles titles;
  };
  for (const Case& c : {
           Case{"Lot 1 : tonte\nLot 2 : linge", {"tonte", "linge"}},
           Case{"LOT N°1 – Tonte\nlot n° 2 - Linge\nLot no 3. Repas", {"Tonte", "Linge", "Repas"}},
           Case{"Objet\n- Lot 1 : tonte\n- Lot 2 : linge", {"tonte", "linge"}},
           Case{"Lot 1\nTonte des pelouses\nune fois par mois\nLot 2\nLinge",
                {"Tonte des pelouses", "Linge"}},
           Case{"Lot A : tonte\nLot B : linge", {"tonte", "linge"}},
           Case{"Lot I - tonte\nLot II - linge", {"tonte", "linge"}},
           Case{"Marché de services. Lot 1 : tonte ; lot 2 : linge", {"tonte", "linge"}},
           Case{"Lot 1\ttonte\t12000\nLot 2\tlinge\t3000", {"tonte", "linge"}},
           Case{"lot1: tonte\nlot2: linge", {"tonte", "linge"}},
       }) {
    SCOPED_TRACE(c.text);
    EXPECT_EQ(titles(c.text), c.titles);
    EXPECT_EQ(split_lots(c.text).mark, LotMark::Lot);
  }
}

TEST(LotSplitter, SeesNoLotWhereATextOnlySpeaksOfOne) {
  for (const std::string_view text :
       {"Relance du lot 12 peinture", "La consultation comporte 6 lots", "Lots 1 et 2",
        "lotissement 3 : voirie", "Loterie", "Lot", "Lot et Garonne : nettoyage"}) {
    SCOPED_TRACE(text);
    EXPECT_TRUE(titles(text).empty());
  }
}

TEST(LotSplitter, JoinsWhatIsSaidOfALotTwice) {
  const std::string_view text = "Lot 1 : tonte\nLot 2 : linge\nLot 1 : tous les mois";
  const LotSplit split = split_lots(text);
  ASSERT_EQ(split.lots.size(), 2u);
  ASSERT_EQ(split.lots[0].bodies.size(), 2u);
  EXPECT_EQ(split.lots[0].bodies[0].of(text), "Lot 1 : tonte");
  EXPECT_EQ(split.lots[0].bodies[1].of(text), "Lot 1 : tous les mois");
  EXPECT_EQ(split.lots[1].bodies[0].of(text), "Lot 2 : linge");
}

TEST(LotSplitter, CutsTablesByRowAndLeavesTheirTitlesOut) {
  EXPECT_EQ(titles("N°\tDésignation\tMontant\n1\tTonte\t100\n2\tLinge\t200"),
            (Titles{"Tonte", "Linge"}));
  EXPECT_EQ(titles("| Intitulé | Budget |\n|---|---|\n| Tonte | 100 |\n| Linge | 200 |"),
            (Titles{"Tonte", "Linge"}));
}

TEST(LotSplitter, CutsBulletsAndNumbersAndLines) {
  EXPECT_EQ(titles("Besoins :\n- tonte\n- linge"), (Titles{"tonte", "linge"}));
  EXPECT_EQ(titles("• tonte\n• linge\n  repassé"), (Titles{"tonte", "linge"}));
  EXPECT_EQ(titles("1. tonte\n2) linge\n3/ repas"), (Titles{"tonte", "linge", "repas"}));
  EXPECT_EQ(titles("# Tonte\nchaque mois\n# Linge"), (Titles{"Tonte", "Linge"}));
  EXPECT_EQ(titles("tonte\nlinge"), (Titles{"tonte", "linge"}));
  EXPECT_EQ(split_lots("tonte\nlinge").mark, LotMark::Line);
  EXPECT_EQ(split_lots("une seule phrase").mark, LotMark::None);
  EXPECT_EQ(split_lots("").mark, LotMark::None);
}

}  // namespace
}  // namespace filon
