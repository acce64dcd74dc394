#include "indexer/infer_sectors.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/unit/indexer/shipped_references.h"

namespace filon {
namespace {

const SectorLink* find(const Structure& s, std::string_view slug) {
  const auto found = std::find_if(s.sectors.begin(), s.sectors.end(),
                                  [&](const SectorLink& link) { return link.slug == slug; });
  return found == s.sectors.end() ? nullptr : &*found;
}

TEST(InferSectors, ReadsNameOffersDescriptionAndNafAndSaysWhichWords) {
  struct Case {
    Structure structure;
    std::string_view slug, because;
  };
  Structure named, offering, described, coded;
  named.name = "Menuiserie des Trois Rivières";
  offering.offers = {{"Lavage de vitres", ""}};
  described.description = "Nos équipes entretiennent les espaces verts des communes voisines.";
  coded.naf = "56.21Z";
  for (const Case& c : {Case{named, "menuiserie", "nom : « Menuiserie »"},
                        Case{offering, "nettoyage-de-locaux-16", "offre : « Lavage de vitres »"},
                        Case{described, "creation-et-entretien-des-espaces-verts",
                             "description : « espaces verts »"},
                        Case{coded, "traiteur", "code NAF 56.21Z"}}) {
    SCOPED_TRACE(c.slug);
    Structure structure = c.structure;
    ASSERT_TRUE(infer_sectors(shipped_references(), structure));
    const SectorLink* link = find(structure, c.slug);
    ASSERT_NE(link, nullptr);
    EXPECT_EQ(link->origin, Origin::Inferred);
    EXPECT_EQ(link->because, c.because);
    EXPECT_GE(link->confidence, 50);
    EXPECT_LE(link->confidence, 95);
  }
}

TEST(InferSectors, TakesNoWordForAnotherOfTheSameStem) {
  Structure port, doors;
  port.name = "Atelier du Port";
  doors.name = "Portes et volets";
  EXPECT_FALSE(infer_sectors(shipped_references(), port));
  EXPECT_TRUE(infer_sectors(shipped_references(), doors));
}

TEST(InferSectors, TakesNoTradeFromWhatAHouseDoesWithout) {
  Structure without, with;
  without.offers = {{"Jus de fruits", "Pressés chaque jour, sans emballage ni transport"}};
  with.offers = {{"Jus de fruits", "Emballage et transport compris"}};
  infer_sectors(shipped_references(), without);
  infer_sectors(shipped_references(), with);
  EXPECT_EQ(find(without, "logistique-conditionnement"), nullptr);
  EXPECT_NE(find(with, "logistique-conditionnement"), nullptr);
}

TEST(InferSectors, TakesNoPlaceNoStatusAndNoSaintForATrade) {
  Structure at_home, elsewhere;
  at_home.name = elsewhere.name = "Relance Franche Comté";
  at_home.address.region = "27";
  EXPECT_FALSE(infer_sectors(shipped_references(), at_home));
  EXPECT_TRUE(infer_sectors(shipped_references(), elsewhere)) << "elsewhere it may well be cheese";
  for (const char* name : {"Les Chantiers du Lac", "Foyer Abbé Pierre", "Les Restos du Coeur"}) {
    SCOPED_TRACE(name);
    Structure house;
    house.name = name;
    EXPECT_FALSE(infer_sectors(shipped_references(), house));
  }
  Structure mason;
  mason.name = "Chantiers Saint Pierre, taille de pierre";
  EXPECT_TRUE(infer_sectors(shipped_references(), mason));
}

TEST(InferSectors, LeavesWhatIsDeclaredAsItIs) {
  Structure structure;
  structure.name = "Traiteur du Lac";
  structure.sectors = {{"traiteur", "Traiteur", Origin::Declared, 100, ""}};
  EXPECT_FALSE(infer_sectors(shipped_references(), structure));
  ASSERT_EQ(structure.sectors.size(), 1u);
  EXPECT_EQ(structure.sectors[0].origin, Origin::Declared);
}

TEST(InferSectors, AddsNothingBesideActivities) {
  Structure structure;
  structure.name = "Traiteur du Lac";
  structure.activities = {{"blanchisserie", {}, {}}};
  EXPECT_FALSE(infer_sectors(shipped_references(), structure));
}

TEST(InferSectors, IsSurerWhenSeveralTextsAgree) {
  Structure one, both;
  one.description = "Nous faisons de la maçonnerie.";
  both = one;
  both.name = "Maçonnerie du Val";
  infer_sectors(shipped_references(), one);
  infer_sectors(shipped_references(), both);
  EXPECT_GT(find(both, "travaux-de-chantiers-74")->confidence,
            find(one, "travaux-de-chantiers-74")->confidence);
}

TEST(InferCriteria, QuotesTheSentenceThatSaysSo) {
  Structure structure;
  structure.description =
      "Depuis vingt ans, nous cuisinons. Nos produits sont bio et de saison ! Venez nous voir.";
  ASSERT_TRUE(infer_criteria(shipped_references(), structure));
  ASSERT_EQ(structure.criteria.size(), 2u);
  EXPECT_EQ(structure.criteria[0].slug, "bio");
  EXPECT_EQ(structure.criteria[0].evidence, "Nos produits sont bio et de saison");
}

}  // namespace
}  // namespace filon
