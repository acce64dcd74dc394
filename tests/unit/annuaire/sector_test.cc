#include "annuaire/sector.h"

#include <gtest/gtest.h>

#include "annuaire/data_dir.h"
#include "annuaire/text.h"
#include "annuaire/tsv.h"
#include "tests/unit/annuaire/temporary_tables.h"

namespace filon {
namespace {

Sectors shipped_sectors() {
  auto sectors = Sectors::load(data_dir());
  EXPECT_TRUE(sectors) << sectors.error().message;
  return *std::move(sectors);
}

TEST(Sectors, AreThoseOfLeMarcheAndEachIsInItsGroup) {
  const Sectors sectors = shipped_sectors();
  EXPECT_EQ(sectors.size(), 154u);
  EXPECT_EQ(sectors.groups().size(), 20u);
  size_t grouped = 0;
  for (SectorGroupId g = 0; g < sectors.groups().size(); ++g)
    for (const SectorId id : sectors.group(g).sectors) {
      EXPECT_EQ(sectors[id].group, g);
      EXPECT_EQ(&sectors.group_of(id), &sectors.group(g));
      ++grouped;
    }
  EXPECT_EQ(grouped, sectors.size());
}

TEST(Sectors, AreFoundBySlugAndByNameHoweverItIsWritten) {
  const Sectors sectors = shipped_sectors();
  struct Case {
    std::string_view slug, name;
  };
  for (const Case& c :
       {Case{"traiteur", "TRAITEUR"}, Case{"maraichage", "Maraichage, legumerie conserverie"},
        Case{"nettoyage-de-locaux-16", "nettoyage de locaux"},
        Case{"autre-63", "Autre (Restauration)"}}) {
    SCOPED_TRACE(c.slug);
    const auto id = sectors.find(c.slug);
    ASSERT_TRUE(id);
    EXPECT_EQ(sectors[*id].slug, c.slug);
    EXPECT_EQ(sectors.find_by_name(c.name), id);
  }
  EXPECT_FALSE(sectors.find("nettoyage-de-locaux"));
  EXPECT_FALSE(sectors.find_by_name("astronautique"));
  EXPECT_EQ(sectors.find_group_by_name("hygiene et proprete"),
            sectors.find_group("hygiene-et-proprete-64"));
}

TEST(Sectors, ResolveASlugOfEitherSort) {
  const Sectors sectors = shipped_sectors();
  EXPECT_EQ(sectors.resolve("restauration").size(), 11u);
  EXPECT_EQ(sectors.resolve("traiteur"), std::vector<SectorId>{*sectors.find("traiteur")});
  EXPECT_TRUE(sectors.resolve("inconnu").empty());
}

TEST(Sectors, ATableThatContradictsItselfIsRefusedWithItsLine) {
  const std::string header = "slug\tname\tgroup_slug\tgroup_name\n";
  struct Case {
    std::string_view rows, error;
  };
  for (const Case& c :
       {Case{"a\tA\tg\tG\na\tB\tg\tG\n", ":3: sector 'a' is there twice"},
        Case{"a\tÉté\tg\tG\nb\tete\tg\tG\n", ":3: another sector is also named 'ete'"},
        Case{"a\tA\tg\tG\nb\tB\tg\tH\n", ":3: group 'g' is 'H' here and 'G' above"},
        Case{"a\tA\tg\tG\nb\tB\th\tg\n", ":3: another group is also named 'g'"},
        Case{"a\t\tg\tG\n", ":2: a cell is empty"},
        Case{"a\tA\tg\tG\ng\tB\th\tH\n", ": 'g' is both a sector and a group"}}) {
    SCOPED_TRACE(c.rows);
    const TemporaryTables tables;
    const auto file = tables.write("sectors.tsv", header + std::string(c.rows));
    const auto sectors = Sectors::load(tables.dir());
    ASSERT_FALSE(sectors);
    EXPECT_EQ(sectors.error().message, file + std::string(c.error));
  }
}

TEST(CartecoThemes, NameOnlySectorsAndGroupsThatExist) {
  const Sectors sectors = shipped_sectors();
  const auto themes =
      read_tsv(data_dir() / "carteco_themes.tsv", {"label", "slug", "confidence", "note"});
  ASSERT_TRUE(themes) << themes.error().message;
  for (const Tsv::Row& row : themes->rows) {
    SCOPED_TRACE(row.cells[0]);
    EXPECT_FALSE(sectors.resolve(row.cells[1]).empty()) << row.cells[1];
    const int percent = std::stoi(row.cells[2]);
    EXPECT_TRUE(percent > 0 && percent <= 100) << percent;
  }
}

TEST(CartecoNoise, IsNoThemeAndNoSector) {
  const Sectors sectors = shipped_sectors();
  const auto noise = read_tsv(data_dir() / "carteco_noise.tsv", {"label", "sort", "region_code"});
  const auto themes =
      read_tsv(data_dir() / "carteco_themes.tsv", {"label", "slug", "confidence", "note"});
  ASSERT_TRUE(noise && themes);
  for (const Tsv::Row& row : noise->rows) {
    SCOPED_TRACE(row.cells[0]);
    EXPECT_FALSE(sectors.find_by_name(row.cells[0]));
    EXPECT_EQ(row.cells[1] == "region", !row.cells[2].empty());
    for (const Tsv::Row& theme : themes->rows) EXPECT_NE(fold(row.cells[0]), fold(theme.cells[0]));
  }
}

}  // namespace
}  // namespace filon
