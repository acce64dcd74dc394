#include "searchd/needs/needs.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <ctime>

#include "annuaire/json.h"
#include "annuaire/text.h"
#include "tests/unit/searchd/shipped_tables.h"

namespace filon {
namespace {

Needs needs_of(std::string_view text) { return read_needs(text, shipped_tables()); }

int confidence(const NeedReading& reading, std::string_view slug) {
  for (const NeedSector& sector : reading.sectors)
    if (sector.slug == slug) return sector.confidence;
  return 0;
}

bool has(const std::vector<Reading>& readings, std::string_view value) {
  return std::any_of(readings.begin(), readings.end(),
                     [&](const Reading& reading) { return reading.value == value; });
}

// Invented: such a consultation was never published.
std::string consultation(std::string_view buyer) {
  return "CAHIER DES CLAUSES TECHNIQUES PARTICULIÈRES\n" + std::string(buyer) +
         "\nObjet : prestations diverses réparties en six lots\n\n"
         "Lot n° 1 : Entretien des espaces verts\n"
         "Tonte et taille des haies du parc administratif, sans produits phytosanitaires.\n"
         "Lot n° 2 : Nettoyage de locaux\n"
         "Bureaux et sanitaires, cinq jours par semaine ; produits écolabellisés.\n"
         "Lot n° 3 : Traiteur bio zéro déchet\n"
         "Buffets et cocktails pour 50 personnes, vaisselle réutilisable.\n"
         "Lot n° 4 : Réemploi de matériaux\n"
         "Dépose soignée et remise en circulation des matériaux d'un bâtiment.\n"
         "Lot n° 5 : Mise sous pli\n"
         "Mise sous pli et affranchissement de 12 000 courriers.\n"
         "Lot n° 6 : Blanchisserie de couches lavables\n"
         "Collecte, lavage et livraison des couches lavables des crèches.\n";
}

TEST(Needs, ReadsTheSixLotsOfAConsultation) {
  struct Buyer {
    std::string_view name, territory;
  };
  for (const Buyer& buyer : {Buyer{"Grand Besançon Métropole", "epci:242500361"},
                             Buyer{"Dijon Métropole", "epci:242100410"}}) {
    SCOPED_TRACE(buyer.name);
    const Needs needs = needs_of(consultation(buyer.name));
    ASSERT_EQ(needs.lots.size(), 6u);
    struct Expected {
      std::string_view title;
      std::vector<std::string_view> slugs;  ///< any of these comes first
    };
    const std::vector<Expected> expected = {
        {"Entretien des espaces verts", {"creation-et-entretien-des-espaces-verts"}},
        {"Nettoyage de locaux", {"nettoyage-de-locaux-16"}},
        {"Traiteur bio zéro déchet", {"traiteur"}},
        {"Réemploi de matériaux", {"deconstruction-curage-demolition"}},
        {"Mise sous pli", {"mailing-archivage-secretariat-52"}},
        {"Blanchisserie de couches lavables", {"blanchisserie"}}};
    for (size_t i = 0; i < expected.size(); ++i) {
      const NeedLot& lot = needs.lots[i];
      EXPECT_EQ(lot.title, expected[i].title);
      ASSERT_FALSE(lot.reading.sectors.empty()) << lot.title;
      const NeedSector& first = lot.reading.sectors.front();
      EXPECT_NE(std::find(expected[i].slugs.begin(), expected[i].slugs.end(), first.slug),
                expected[i].slugs.end())
          << lot.title << ": " << first.slug;
      EXPECT_GE(first.confidence, 60) << lot.title;
      // Crockery and deliveries come along; nobody asks who else does these.
      for (size_t s = 1; s < lot.reading.sectors.size(); ++s)
        EXPECT_LT(lot.reading.sectors[s].confidence, 50) << lot.reading.sectors[s].slug;
      EXPECT_FALSE(first.because.empty());
      EXPECT_TRUE(has(lot.reading.territories, buyer.territory)) << lot.title;
    }
    EXPECT_TRUE(has(needs.lots[2].reading.criteria, "bio"));
    EXPECT_TRUE(has(needs.lots[2].reading.criteria, "zero-dechet"));
    EXPECT_TRUE(has(needs.whole.territories, buyer.territory));
  }
}

TEST(Needs, KeepsTheWordsAndSaysWhereTheyStand) {
  const std::string text =
      "Préambule accentué\nLot 1 : Tonte de pelouse à Dijon\nLot 2 : Déménagement";
  const Needs needs = needs_of(text);
  ASSERT_EQ(needs.lots.size(), 2u);
  EXPECT_EQ(needs.lots[0].text, "Lot 1 : Tonte de pelouse à Dijon");
  for (const NeedLot& lot : needs.lots)
    for (const NeedSector& sector : lot.reading.sectors)
      for (const Evidence& because : sector.because) {
        const size_t from = byte_of_code_point(text, because.start);
        const size_t to = byte_of_code_point(text, because.end);
        EXPECT_EQ(text.substr(from, to - from), because.text);
      }
  EXPECT_TRUE(has(needs.lots[0].reading.territories, "commune:21231"));
}

TEST(Needs, TakesACodeOfTheTextBeforeItsWords) {
  const Needs needs = needs_of("Nettoyage des locaux, code CPV 77310000-6");
  ASSERT_FALSE(needs.whole.cpv.empty());
  EXPECT_EQ(needs.whole.cpv.front().code, "77310000");
  EXPECT_GE(confidence(needs.whole, "creation-et-entretien-des-espaces-verts"), 50);
}

TEST(Needs, ReadsWhatOneSentenceAsksForAsLots) {
  const Needs needs = needs_of("Je cherche un traiteur, un imprimeur et une blanchisserie à Dijon");
  ASSERT_EQ(needs.lots.size(), 3u);
  EXPECT_EQ(needs.lots[0].title, "un traiteur");
  EXPECT_EQ(needs.lots[1].title, "un imprimeur");
  EXPECT_EQ(needs.lots[2].title, "une blanchisserie à Dijon");
  EXPECT_GE(confidence(needs.lots[0].reading, "traiteur"), 50);
  EXPECT_GE(confidence(needs.lots[2].reading, "blanchisserie"), 50);
  for (const NeedLot& lot : needs.lots) EXPECT_TRUE(has(lot.reading.territories, "commune:21231"));
  // One purchase, whatever else the sentence names.
  for (const char* text :
       {"Un traiteur et une équipe souriante", "un traiteur et un traiteur bio",
        "Nettoyage d'un gymnase et d'une école", "un traiteur ou une boulangerie"})
    EXPECT_EQ(needs_of(text).lots.size(), 1u) << text;
}

TEST(Needs, TakesAnAssemblyForTheBuyerAndNotForAdvice) {
  const Needs needs = needs_of("Prestations de traiteur pour les réceptions du conseil municipal");
  ASSERT_FALSE(needs.whole.sectors.empty());
  EXPECT_EQ(needs.whole.sectors.front().slug, "traiteur");
  EXPECT_GE(needs.whole.sectors.front().confidence, 60);
  EXPECT_EQ(confidence(needs.whole, "conseils-formation"), 0);
  EXPECT_EQ(needs.whole.cpv.front().code.substr(0, 2), "55");
}

TEST(Needs, PutACodeThatIsWrittenBeforeThoseItsWordsTell) {
  const Needs needs = needs_of("Entretien des espaces verts (CPV 77310000-6)");
  ASSERT_FALSE(needs.whole.cpv.empty());
  EXPECT_EQ(needs.whole.cpv.front().code, "77310000");
  // The code is used for other trades too; the words say which one is meant.
  for (const NeedSector& sector : needs.whole.sectors)
    EXPECT_TRUE(sector.slug == "creation-et-entretien-des-espaces-verts" || sector.confidence < 50)
        << sector.slug;
  EXPECT_GE(confidence(needs.whole, "creation-et-entretien-des-espaces-verts"), 90);
}

TEST(Needs, GivesNoLikelyTradeToWhatTheDirectoryDoesNotSell) {
  for (const char* text :
       {"Fourniture de dispositifs médicaux stériles pour le bloc opératoire",
        "Maintenance du logiciel de gestion financière",
        "Travaux de réfection de la voirie communale", "Souscription des contrats d'assurances",
        "Fourniture et acheminement d'électricité", "Acquisition d'un microscope électronique",
        "Maintenance des ascenseurs",
        "Mission de contrôle technique pour la construction d'une crèche",
        "Renouvellement de canalisations d'eau potable"}) {
    SCOPED_TRACE(text);
    for (const NeedSector& sector : needs_of(text).whole.sectors)
      EXPECT_LT(sector.confidence, 50) << sector.slug;
  }
}

TEST(Needs, TakesADescriptionInBulletsForOneNeed) {
  const Needs needs = needs_of(
      "Nettoyage des bureaux\n- nettoyage des sols\n- nettoyage des vitres\n- nettoyage des "
      "bureaux");
  ASSERT_EQ(needs.lots.size(), 1u);
  EXPECT_EQ(needs.lots[0].title, "Nettoyage des bureaux");
}

TEST(Needs, TakesSumsForNoPostCodes) {
  const Needs needs = needs_of(
      "Lot\tDésignation\tMontant\n1\tNettoyage des vitres\t12000\n"
      "2\tMobilier de bureau\t21000");
  ASSERT_EQ(needs.lots.size(), 2u);
  EXPECT_TRUE(needs.whole.territories.empty());
  EXPECT_TRUE(
      has(needs_of("Nettoyage de vitres, code postal 21000").whole.territories, "commune:21231"));
}

TEST(Needs, CutsLotsNamedWithinALine) {
  const Needs needs = needs_of(
      "Trois lots : lot 1 nettoyage de locaux, lot 2 : espaces verts ; lot 3 - restauration de "
      "livres");
  ASSERT_EQ(needs.lots.size(), 3u);
  EXPECT_EQ(needs.lots[0].title, "nettoyage de locaux");
  EXPECT_GE(confidence(needs.lots[2].reading, "restauration-de-livres"), 50);
  EXPECT_EQ(confidence(needs.lots[2].reading, "restauration-collective"), 0);
}

TEST(Needs, ReadsStatusesAndReservations) {
  const Needs needs =
      needs_of("Marché réservé aux ESAT et entreprises adaptées : entretien des espaces verts");
  EXPECT_TRUE(has(needs.lots[0].reading.kinds, "ESAT"));
  EXPECT_TRUE(has(needs.lots[0].reading.kinds, "EA"));
}

TEST(Needs, AnswersAnyTextEvenOddOne) {
  for (const std::string& text :
       {std::string("\xFF\xFE lot 1"), std::string("\n\n\n"), std::string("|||\n|||\n|||"),
        std::string("Lot 1 :"), std::string("- \n- "), std::string(1000, '-'),
        std::string("Lot 1 : Lot 2 : Lot 3 :")}) {
    const Needs needs = needs_of(text);
    EXPECT_TRUE(parse_json(needs_json(needs))) << text;
  }
}

// Twice the text, about twice the time: shapes that a square would show in at once.
TEST(Needs, ReadsALongTextInLinearTime) {
  for (const std::string unit :
       {"nettoyage ", "Lot 1 : nettoyage des vitres à Dijon\n", "Dijon Besançon Paris ",
        "- tonte\n", "a;b;c\n", "insertion handicap ", "77310000-6 "}) {
    SCOPED_TRACE(unit);
    std::string text;
    while (text.size() + unit.size() <= max_need_bytes) text += unit;
    const std::clock_t start = std::clock();  // of the processor: other programs do not count
    const Needs needs = needs_of(text);
    const double took = 1000.0 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    EXPECT_FALSE(needs.lots.empty());
    RecordProperty("ms", std::to_string(took));
    printf("%-40s %.0f ms\n", unit.substr(0, unit.find('\n')).c_str(), took);
#ifdef NDEBUG
    EXPECT_LT(took, 1500);
#endif
  }
}

}  // namespace
}  // namespace filon
