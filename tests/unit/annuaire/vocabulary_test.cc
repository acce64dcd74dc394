#include "annuaire/vocabulary.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "annuaire/data_dir.h"

namespace filon {
namespace {

const Vocabulary& shipped_words() {
  static const Vocabulary words = [] {
    const auto sectors = Sectors::load(data_dir());
    const auto stop_words = StopWords::load(data_dir());
    return *Vocabulary::load(data_dir(), *sectors, *stop_words);
  }();
  return words;
}

/// "slug:words" of each mention, its surest reading.
std::vector<std::string> said(const std::string& text) {
  const auto typed = words(text);
  std::vector<std::string> found;
  for (const Mention& mention : shipped_words().mentions(typed)) {
    std::string one = mention.readings[0].slug + ":";
    for (const uint32_t word : mention.words) one += " " + typed[word].text;
    found.push_back(one);
  }
  return found;
}

TEST(Vocabulary, TakesTheLongestTermAndPassesOverLinkWords) {
  EXPECT_THAT(said("nettoyage de locaux"),
              testing::ElementsAre("nettoyage-de-locaux-16: nettoyage locaux"));
  EXPECT_THAT(said("espaces verts"),
              testing::ElementsAre("creation-et-entretien-des-espaces-verts: espaces verts"));
}

TEST(Vocabulary, MeetsTermsInAnyInflection) {
  for (const char* text : {"traiteur", "Traiteurs", "TRAITEUR"}) {
    SCOPED_TRACE(text);
    const auto typed = words(text);
    const auto mentions = shipped_words().mentions(typed);
    ASSERT_EQ(mentions.size(), 1u);
    EXPECT_EQ(mentions[0].readings[0].slug, "traiteur");
  }
}

TEST(Vocabulary, JoinsWordsThatAreOneHoweverTheyAreParted) {
  for (const char* text : {"biodéchets", "bio-déchets", "bio déchets"}) {
    SCOPED_TRACE(text);
    const auto typed = words(text);
    const auto mentions = shipped_words().mentions(typed);
    ASSERT_FALSE(mentions.empty());
    EXPECT_EQ(mentions[0].readings[0].slug, "collecte-et-traitement-des-bio-dechets");
  }
}

TEST(Vocabulary, LetsTheWordsBesideATermChooseItsSense) {
  const auto sense = [](const std::string& text) {
    const auto typed = words(text);
    const auto mentions = shipped_words().mentions(typed);
    return mentions.empty() ? std::string() : mentions[0].readings[0].slug;
  };
  EXPECT_EQ(sense("restauration pour la cantine scolaire"), "restauration-collective");
  EXPECT_EQ(sense("restauration d'archives et de livres"), "restauration-de-livres");
}

TEST(Vocabulary, LeavesASenseUnsettledWhereNothingChooses) {
  const auto typed = words("restauration");
  const auto mentions = shipped_words().mentions(typed);
  ASSERT_EQ(mentions.size(), 1u);
  EXPECT_FALSE(mentions[0].settled);
  EXPECT_GE(mentions[0].readings.size(), 2u);
}

}  // namespace
}  // namespace filon
