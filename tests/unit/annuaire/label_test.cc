#include "annuaire/label.h"

#include <gtest/gtest.h>

#include <set>

#include "annuaire/data_dir.h"
#include "tests/unit/annuaire/temporary_tables.h"

namespace filon {
namespace {

Labels shipped_labels() {
  auto labels = Labels::load(data_dir());
  EXPECT_TRUE(labels) << labels.error().message;
  return *std::move(labels);
}

TEST(Labels, AreReadFromWhatSourcesWrite) {
  const Labels labels = shipped_labels();
  struct Case {
    std::string_view text, slug;
  };
  for (const Case& c :
       {Case{"BIO", "agriculture-biologique"}, Case{"Iso 9001:2015", "iso-9001"},
        Case{"ISO9001", "iso-9001"}, Case{"B-Corp", "b-corp"}, Case{"Agrément ESUS", "esus"},
        Case{"Imprim’Vert", "imprim-vert"}, Case{"RSEi", "rsei"}, Case{"ESS", "ess"}}) {
    SCOPED_TRACE(c.text);
    const auto label = labels.read(c.text);
    ASSERT_TRUE(label);
    EXPECT_EQ(label->slug, c.slug);
    EXPECT_TRUE(label->known);
    EXPECT_EQ(*labels.find(c.slug), *label);
  }
}

TEST(Labels, AnUnknownOneKeepsItsName) {
  const auto label = shipped_labels().read("  Fait à Besançon ");
  ASSERT_TRUE(label);
  EXPECT_EQ(*label, (Label{"fait-a-besancon", "Fait à Besançon", false, false, ""}));
}

TEST(Labels, ATextWithoutAWordIsNone) {
  for (const char* text : {"", " ", "-", "…"}) EXPECT_FALSE(shipped_labels().read(text)) << text;
}

TEST(Labels, OnlyTheLawAndItsApprovalProveTheEss) {
  const Labels labels = shipped_labels();
  std::set<std::string> proofs;
  for (const Label& label : labels.all())
    if (label.proves_ess) proofs.insert(label.slug);
  EXPECT_EQ(proofs, (std::set<std::string>{"ess", "esus"}));
}

TEST(Labels, ATableThatSaysNeitherYesNorNoIsRefused) {
  const TemporaryTables tables;
  const auto file = tables.write("labels.tsv", "slug\tname\taliases\tess\tnote\na\tA\t\toui\t\n");
  const auto labels = Labels::load(tables.dir());
  ASSERT_FALSE(labels);
  EXPECT_EQ(labels.error().message, file + ":2: ess: 'oui' is not yes or no");
}

}  // namespace
}  // namespace filon
