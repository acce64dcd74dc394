#include "searchd/relax.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/searchd/read.h"

namespace filon {
namespace {

/// What is asked in turn, from the question as read on, when `answers` says which is enough.
struct Widened {
  Asked asked;
  std::vector<std::string> tried;  ///< the steps of each attempt
};

Widened widen(const std::string& q, const std::function<bool(const Asked&)>& answers) {
  SearchRequest request;
  request.q = q;
  Asked asked;
  asked.question.interpretation = read(q);
  asked.question.reads_sector = !asked.question.interpretation.sectors.empty();
  for (const std::string& word : asked.question.interpretation.words)
    asked.question.words.push_back({word, word == "xyzzy" ? std::nullopt : std::optional(1u)});
  asked.applied = with_readings(request, asked.question.interpretation);
  Widened widened;
  widened.asked = widen_until_answered(asked, request, shipped_tables(), [&](const Asked& attempt) {
    std::string steps;
    for (const Relaxation& relaxation : attempt.question.relaxed)
      steps += (steps.empty() ? "" : " ") + relaxation.step;
    widened.tried.push_back(steps);
    return answers(attempt);
  });
  return widened;
}

std::vector<std::string> told(const Widened& widened) {
  std::vector<std::string> texts;
  for (const Relaxation& relaxation : widened.asked.question.relaxed)
    texts.push_back(relaxation.text);
  return texts;
}

TEST(Relax, ChangesNothingWhenTheQuestionAnswers) {
  const auto widened = widen("traiteur à Dijon", [](const Asked&) { return true; });
  EXPECT_THAT(widened.tried, testing::ElementsAre(""));
  EXPECT_THAT(told(widened), testing::IsEmpty());
}

TEST(Relax, WidensThePlaceStepByStepBeforeTheNeed) {
  const auto widened = widen("traiteur à Dijon", [](const Asked& attempt) {
    return attempt.question.neighbours && attempt.applied.territories.empty();
  });
  EXPECT_THAT(told(widened),
              testing::ElementsAre(
                  "Aucune réponse plus près : recherche élargie à toute la France.",
                  "Aucune structure connue pour ce besoin : secteurs voisins « Restauration »."));
  // Commune, EPCI, département, région, France; then the same with the neighbouring trades.
  ASSERT_EQ(widened.tried.size(), 11u);
  EXPECT_EQ(widened.tried[2], "territory");
  EXPECT_EQ(widened.tried[6], "sector");
  EXPECT_EQ(widened.tried[10], "territory sector");
}

TEST(Relax, SaysWhichTerritoryWasTakenAndMeasuresFromTheOneAsked) {
  const auto& territories = shipped_tables().territories;
  const auto widened = widen("traiteur à Quetigny", [&](const Asked& attempt) {
    return attempt.applied.territories == std::vector{*territories.parse("departement:21")};
  });
  EXPECT_THAT(told(widened),
              testing::ElementsAre("Aucune réponse pour Quetigny : recherche élargie "
                                   "à Côte-d'Or."));
  const auto origin = origin_of(widened.asked.applied, territories);
  ASSERT_TRUE(origin);
  EXPECT_EQ(origin->lat, territories[*territories.parse("commune:21515")].centre->lat);
}

TEST(Relax, WidensAGivenDistanceBeforeTheWholeCountry) {
  const auto widened = widen("traiteur 20 km autour de Dole", [](const Asked& attempt) {
    return attempt.applied.near && attempt.applied.near->radius_km == 100;
  });
  EXPECT_THAT(told(widened),
              testing::ElementsAre("Aucune réponse à moins de 20 km de Dole : recherche élargie à "
                                   "100 km."));
}

TEST(Relax, LeavesOutTheWordsNoRecordHasFirst) {
  const auto widened = widen(
      "xyzzy Emmaüs", [](const Asked& attempt) { return attempt.question.words.size() == 1; });
  EXPECT_THAT(told(widened), testing::ElementsAre("Aucune réponse avec tous les mots ; laissés de "
                                                  "côté : « xyzzy »."));
}

TEST(Relax, GivesUpTheStatusLastAndSaysSo) {
  const auto widened = widen("ESAT traiteur", [](const Asked& attempt) {
    return attempt.applied.asked(Facet::Kind).empty();
  });
  ASSERT_FALSE(told(widened).empty());
  EXPECT_THAT(told(widened).back(), testing::StartsWith("Statut laissé de côté : "));
}

TEST(Relax, WidensNoQuestionAboutAnIdentifier) {
  const auto widened = widen("77567187801203", [](const Asked&) { return false; });
  EXPECT_EQ(widened.tried.size(), 1u);
}

}  // namespace
}  // namespace filon
