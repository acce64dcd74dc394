#include "annuaire/reference_list.h"

#include <gtest/gtest.h>

#include "annuaire/data_dir.h"
#include "tests/unit/annuaire/temporary_tables.h"

namespace filon {
namespace {

TEST(Networks, AreRecognisedByAnyOfTheirSpellings) {
  const auto networks = load_networks(data_dir());
  ASSERT_TRUE(networks) << networks.error().message;
  struct Case {
    std::string_view text, slug;
  };
  for (const Case& c :
       {Case{"UNEA", "union-nationale-des-entreprises-adaptees"},
        Case{"Fédération des entreprises d’insertion", "federation-des-entreprises-dinsertion"},
        Case{"EMMAÜS", "emmaus-france"}, Case{"Jardins de Cocagne", "reseau-cocagne"}}) {
    SCOPED_TRACE(c.text);
    const auto id = networks->recognise(c.text);
    ASSERT_TRUE(id);
    EXPECT_EQ((*networks)[*id].slug, c.slug);
    EXPECT_EQ(networks->find(c.slug), id);
  }
  EXPECT_FALSE(networks->recognise("envie de jardin"));
  EXPECT_FALSE(networks->recognise(""));
  EXPECT_FALSE(networks->find("Coorace"));
}

TEST(Prestations, AreTheThreeOfLeMarche) {
  const auto prestations = load_prestations(data_dir());
  ASSERT_TRUE(prestations) << prestations.error().message;
  EXPECT_EQ(prestations->size(), 3u);
  for (const char* slug : {"DISP", "PREST", "BUILD"}) EXPECT_TRUE(prestations->find(slug)) << slug;
}

TEST(ReferenceList, ATableThatContradictsItselfIsRefusedWithItsLine) {
  struct Case {
    std::string_view rows, error;
  };
  for (const Case& c : {Case{"a\tA\t\na\tB\t\n", ":3: 'a' is there twice"},
                        Case{"a\tA\tx\nb\tB\tx\n", ":3: 'x' already spells another"},
                        Case{"a\tA\t\nb\tÀ\t\n", ":3: 'a' already spells another"},
                        Case{"a\tA\tÉté\n", ":2: 'Été' is not folded"},
                        Case{"a\tA\tx||y\n", ":2: '' is not folded"},
                        Case{"a\t\t\n", ":2: 'a' has no slug or no name"},
                        Case{"a\tA\n", ":2: 2 cells where the header has 3"}}) {
    SCOPED_TRACE(c.rows);
    const TemporaryTables tables;
    const auto file = tables.write("networks.tsv", "slug\tname\taliases\n" + std::string(c.rows));
    const auto networks = load_networks(tables.dir());
    ASSERT_FALSE(networks);
    EXPECT_EQ(networks.error().message, file + std::string(c.error));
  }
}

TEST(SplitList, GivesEveryPart) {
  EXPECT_TRUE(split_list("").empty());
  EXPECT_EQ(split_list("a"), std::vector<std::string>{"a"});
  EXPECT_EQ(split_list("a|b c|"), (std::vector<std::string>{"a", "b c", ""}));
}

}  // namespace
}  // namespace filon
