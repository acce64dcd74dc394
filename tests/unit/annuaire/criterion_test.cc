#include "annuaire/criterion.h"

#include <fmt/ranges.h>
#include <gtest/gtest.h>

#include "annuaire/data_dir.h"
#include "tests/unit/annuaire/temporary_tables.h"

namespace filon {
namespace {

std::string mentioned(const Criteria& criteria, std::string_view text) {
  const std::vector<Word> found = words(text);
  std::vector<std::string> slugs;
  for (const CriterionMention& mention : criteria.mentions(found))
    slugs.push_back(criteria.list()[mention.criterion].slug);
  return fmt::format("{}", fmt::join(slugs, " "));
}

TEST(Criteria, AreReadInWhatABuyerTypes) {
  const auto criteria = Criteria::load(data_dir());
  ASSERT_TRUE(criteria) << criteria.error().message;
  struct Case {
    std::string_view text, slugs;
  };
  for (const Case& c :
       {Case{"traiteur bio zéro déchet autour de Dijon", "bio zero-dechet"},
        Case{"Alimentation bio, locale, ZÉRO-DÉCHET", "bio local zero-dechet"},
        Case{"traiteur local à Dijon", "local"},
        Case{"livré à vélo en vaisselle réutilisable", "velo vaisselle-reutilisable"},
        Case{"couches lavables", "lavable"},
        Case{"produits de saison, circuits courts", "de-saison circuit-court"},
        Case{"mobilier d’occasion", "reemploi"},
        Case{"repas végétariens EGAlim", "vegetarien egalim"}}) {
    SCOPED_TRACE(c.text);
    EXPECT_EQ(mentioned(*criteria, c.text), c.slugs);
  }
}

TEST(Criteria, AreNotReadInWordsThatMeanSomethingElse) {
  const auto criteria = Criteria::load(data_dir());
  ASSERT_TRUE(criteria) << criteria.error().message;
  for (std::string_view text :
       {"collecte de bio-déchets", "nettoyage de locaux", "nettoyage du local technique",
        "mission locale", "réparation de vélos", "respect des consignes de sécurité",
        "à l'occasion de la fête", "association qui recycle", ""}) {
    SCOPED_TRACE(text);
    EXPECT_EQ(mentioned(*criteria, text), "");
  }
  EXPECT_EQ(mentioned(*criteria, "matériaux bio-sourcés"), "biosource");
}

TEST(Criteria, SayWhichWordsRevealThem) {
  const auto criteria = Criteria::load(data_dir());
  ASSERT_TRUE(criteria);
  const auto found = criteria->mentions(words("repas livrés à vélo"));
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0], (CriterionMention{*criteria->list().find("velo"), 1, 3}));
}

TEST(Criteria, AnExceptionThatIsNotFoldedIsRefusedWithItsLine) {
  const TemporaryTables tables;
  const auto file =
      tables.write("criteria.tsv", "slug\tname\twords\texcept\nbio\tBio\tbio\tbio déchets\n");
  const auto criteria = Criteria::load(tables.dir());
  ASSERT_FALSE(criteria);
  EXPECT_EQ(criteria.error().message, file + ":2: except: 'bio déchets' is not folded");
}

}  // namespace
}  // namespace filon
