#include "annuaire/completions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <random>

#include "annuaire/completion_table.h"
#include "annuaire/near_words.h"
#include "annuaire/text.h"

namespace filon {
namespace {

using ::testing::ElementsAre;

CompletionTable table_of(const std::vector<std::string>& texts) {
  CompletionBuilder builder;
  for (uint32_t i = 0; i < texts.size(); ++i) builder.add(i, texts[i]);
  return CompletionTable(builder.finish());
}

std::map<uint32_t, Completion> completed(const CompletionTable& table, std::string_view text,
                                         Typos typos = Typos::Refused) {
  const auto typed = look_up(table.view(), completion_words(text), typos);
  std::map<uint32_t, Completion> found;
  complete(table.view(), typed, [&](const Completion& completion) {
    EXPECT_TRUE(found.emplace(completion.text, completion).second) << "a text came up twice";
  });
  return found;
}

TEST(Completions, CompareTextsWithoutAccentsElisionsAndLinkWords) {
  EXPECT_THAT(completion_words("Les Jardins d'Envie"), ElementsAre("jardins", "envie"));
  EXPECT_THAT(completion_words("L’ÉCHO des Forêts"), ElementsAre("echo", "forets"));
  EXPECT_THAT(completion_words("de la"), ElementsAre("de", "la"));
  EXPECT_TRUE(completion_words("!!").empty());
}

TEST(Completions, AreTheTextsThatHaveAWordForEachTypedOne) {
  const CompletionTable table = table_of(
      {"Jardins de Cocagne", "Jardin", "Le Jardin du Coin", "Cocagne et Jardins", "Atelier bois"});
  struct Case {
    std::string_view typed;
    std::map<uint32_t, Fit> expected;
  };
  for (const Case& c : {
           Case{"jardin", {{0, Fit::Start}, {1, Fit::Whole}, {2, Fit::Start}, {3, Fit::Words}}},
           Case{"jardin co", {{0, Fit::Start}, {2, Fit::Start}, {3, Fit::Words}}},
           Case{"coc jar", {{0, Fit::Words}, {3, Fit::Start}}},
           Case{"les jardins de", {{0, Fit::Start}, {3, Fit::Words}}},
           Case{"BOIS", {{4, Fit::Words}}},
           Case{"ardin", {}},
           Case{"jardin neuf", {}},
       }) {
    SCOPED_TRACE(c.typed);
    std::map<uint32_t, Fit> found;
    for (const auto& [text, completion] : completed(table, c.typed)) found[text] = completion.fit;
    EXPECT_EQ(found, c.expected);
  }
}

TEST(Completions, AllowOneTypoFromThreeLettersAndTwoFromEightWhereNothingIsExact) {
  const CompletionTable table = table_of({"Emmaüs", "Blanchisserie", "Bio", "Emu"});
  struct Case {
    std::string_view typed;
    std::vector<uint32_t> found;
  };
  for (const Case& c :
       {Case{"emaus", {0}}, Case{"emmuas", {0}}, Case{"blanhciseri", {1}}, Case{"boi", {2}},
        Case{"em", {0, 3}}, Case{"bq", {}}, Case{"emm", {0}}, Case{"blanqqss", {}}}) {
    SCOPED_TRACE(c.typed);
    std::vector<uint32_t> found;
    for (const auto& [text, completion] : completed(table, c.typed, Typos::Allowed))
      found.push_back(text);
    EXPECT_EQ(found, c.found);
    if (c.typed.size() > 4) {
      EXPECT_TRUE(completed(table, c.typed).empty()) << "unless allowed";
    }
  }
}

TEST(Completions, KnowAnItemByEachOfItsTextsButTheSameTextOnce) {
  CompletionBuilder builder;
  EXPECT_TRUE(builder.add(7, "Atelier du Bois"));
  EXPECT_FALSE(builder.add(7, "ATELIER BOIS")) << "the same words";
  EXPECT_TRUE(builder.add(7, "Copeaux"));
  EXPECT_FALSE(builder.add(8, "…"));
  const CompletionTable table(builder.finish());
  EXPECT_EQ(completed(table, "cop").at(1).item, 7u);
  EXPECT_EQ(completed(table, "atelier").size(), 1u);
}

// The least distance from a typed word to any beginning of a word, a missed first letter twice.
int plain_distance(std::string_view word, std::string_view typed, int limit) {
  int least = limit + 1;
  for (size_t size = 0; size <= word.size(); ++size)
    least = std::min(least, edit_distance(word.substr(0, size), typed, limit));
  return least + (word[0] != typed[0] ? 1 : 0);
}

TEST(NearWords, AreThoseAPlainLoopOverAllBeginningsFinds) {
  std::mt19937 random(11);
  const auto word = [&](size_t size) {
    std::string text;
    for (size_t i = 0; i < size; ++i) text += "abcde"[random() % 5];
    return text;
  };
  for (int round = 0; round < 60; ++round) {
    std::vector<std::string> texts;
    for (int i = 0; i < 300; ++i) texts.push_back(word(1 + random() % 9));
    const CompletionTable table = table_of(texts);
    const StringList& words = table.view().words;
    for (int limit = 0; limit <= 2; ++limit) {
      const std::string typed = word(3 + random() % 7);
      std::map<std::string, int> expected, found;
      for (size_t i = 0; i < words.size(); ++i)
        if (const int typos = plain_distance(words[i], typed, limit); typos <= limit)
          expected[std::string(words[i])] = typos;
      for (const WordRange& range : words_begun_nearly(words, typed, limit))
        for (uint32_t i = range.begin; i < range.end; ++i)
          EXPECT_TRUE(found.emplace(words[i], range.typos).second);
      EXPECT_EQ(found, expected) << typed << ", limit " << limit;
    }
  }
}

}  // namespace
}  // namespace filon
