#include "searchd/legal/legal.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "annuaire/data_dir.h"
#include "tests/unit/annuaire/temporary_tables.h"

namespace filon {
namespace {

const Legal& shipped_law() {
  static const auto loaded = Legal::load(data_dir());
  if (!loaded) throw std::runtime_error(loaded.error().message);
  return *loaded;
}

std::string shipped_text() {
  std::stringstream text;
  text << std::ifstream(data_dir() / "legal.json").rdbuf();
  return text.str();
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  const size_t at = text.find(from);
  if (at == std::string::npos) throw std::runtime_error("not in legal.json: " + std::string(from));
  return text.replace(at, from.size(), to);
}

TEST(Legal, NamesForEveryStatusTheArticleThatTheDirectoryShows) {
  for (const KindInfo& kind : all_kinds()) {
    if (!kind.reservation) continue;
    SCOPED_TRACE(kind.code);
    const LegalArticle* const article = shipped_law().article(kind.reservation->info().article);
    ASSERT_NE(article, nullptr);
    ASSERT_EQ(article->opens.size(), 1u);
    EXPECT_EQ(article->opens[0], kind.reservation->reservation);
  }
}

TEST(Legal, HasForEveryReservationOneLeverWhoseSentenceCitesTheArticle) {
  for (const ReservationInfo& info : all_reservations()) {
    SCOPED_TRACE(info.code);
    size_t levers = 0;
    for (const Lever& lever : shipped_law().levers()) {
      if (lever.opens != std::vector{info.reservation}) continue;
      ++levers;
      EXPECT_EQ(lever.supply, LeverSupply::Service);
      EXPECT_NE(lever.sentence.find("l'article " + std::string(info.article) + " "),
                std::string::npos)
          << lever.sentence;
    }
    EXPECT_EQ(levers, 1u);
  }
  const Lever* const both = shipped_law().lever("reservation-handicap-insertion");
  ASSERT_NE(both, nullptr);
  EXPECT_EQ(both->articles, std::vector<std::string>{"L.2113-14"});
  EXPECT_EQ(both->opens.size(), 2u);
}

TEST(Legal, ChangesAThresholdOnItsDay) {
  struct Case {
    std::string_view id, day;
    double amount;
  };
  for (const Case& c : {Case{"dispense-services", "2026-03-31", 40000},
                        Case{"dispense-services", "2026-04-01", 60000},
                        Case{"procedure-collectivites", "2025-12-31", 221000},
                        Case{"procedure-collectivites", "2026-01-01", 216000},
                        Case{"chiffre-affaires", "2026-11-24", 1.5}}) {
    SCOPED_TRACE(c.day);
    const Threshold* const threshold = shipped_law().threshold(c.id, c.day);
    ASSERT_NE(threshold, nullptr);
    EXPECT_EQ(threshold->amount, c.amount);
  }
  EXPECT_EQ(shipped_law().threshold("procedure-etat", "2028-01-01"), nullptr)
      << "not yet published";
  EXPECT_EQ(shipped_law().threshold("none", "2026-11-24"), nullptr);
}

TEST(Legal, LimitsTheReservationForTheEssToItsServices) {
  const auto& services = shipped_law().lever("reservation-ess")->services;
  ASSERT_TRUE(services);
  EXPECT_FALSE(services->verified);
  for (const std::string_view code : {"80110000", "85000000", "85312110", "85323000", "98133110"})
    EXPECT_TRUE(services->hold(code)) << code;
  for (const std::string_view code : {"80120000", "85330000", "77310000", "98133100"})
    EXPECT_FALSE(services->hold(code)) << code;
}

TEST(Legal, SaysWhereAFileIsWrongAndWhy) {
  struct Case {
    std::string_view from, to, reason;
  };
  for (const Case& c : {
           Case{"\"as_of\": \"2026-11-24\"", "\"as_of\": \"2026-02-30\"",
                "as_of: '2026-02-30' is no day like 2026-04-01"},
           Case{"\"notice\"", "\"notise\"", "notise: is no member that is known here"},
           Case{
               "\"code\": \"L.2113-12\"", "\"code\": \"L.2113-99\"",
               "articles[0].code: is not L.2113-12, the article by which statuses open 'handicap'"},
           Case{"\"opens\": [\"handicap\"]", "\"opens\": [\"hadicap\"]",
                "articles[0].opens[0]: 'hadicap' is not one of handicap, insertion, prison, ess"},
           Case{"\"opens\": [\"handicap\"]", "\"opens\": \"handicap\"",
                "articles[0].opens: is not a list"},
           Case{"\"url\": \"https://", "\"url\": \"http://",
                "articles[0].url: does not begin with https://"},
           Case{"\"articles\": [\"L.2113-12\"]", "\"articles\": [\"L.1\"]",
                "levers[0].articles[0]: L.1 is not among the articles"},
           Case{"\"articles\": [\"L.2113-12\"]", "\"articles\": []",
                "levers[0].articles: a lever needs one"},
           Case{"\"supply\": \"service\"", "\"supply\": \"staff\"",
                "levers[0].supply: 'staff' is neither service nor any"},
           Case{"\"id\": \"reservation-insertion\"", "\"id\": \"reservation-handicap\"",
                "levers[1].id: reservation-handicap stands twice"},
           Case{"\"verified\": true}", "\"verified\": \"yes\"}",
                "levers[0].conditions[0].verified: is neither true nor false"},
           Case{"85000000-85323000", "85323000-85000000",
                "levers[4].services.cpv[13]: '85323000-85000000' is neither eight digits nor two "
                "such codes in order"},
           Case{"\"amount\": 143000", "\"amount\": \"143000\"",
                "thresholds[0].amount: is no amount above 0"},
           Case{"\"valid_to\": \"2025-12-31\"", "\"valid_to\": \"2023-12-31\"",
                "thresholds[0].valid_to: is before valid_from"},
           Case{"\"valid_to\": \"2025-12-31\"", "\"valid_to\": null",
                "thresholds[1].valid_from: another procedure-etat holds on some of these days"},
       }) {
    SCOPED_TRACE(c.reason);
    const TemporaryTables tables;
    const std::string file = tables.write("legal.json", replaced(shipped_text(), c.from, c.to));
    const auto legal = Legal::load(tables.dir());
    ASSERT_FALSE(legal);
    EXPECT_EQ(legal.error().message, file + ": " + std::string(c.reason));
  }
}

TEST(Legal, RefusesAFileThatIsNoJsonOrMissing) {
  const TemporaryTables tables;
  EXPECT_EQ(Legal::load(tables.dir()).error().message,
            (tables.dir() / "legal.json").string() + ": cannot be read");
  const std::string file = tables.write("legal.json", "{\n\"as_of\": ]}");
  EXPECT_TRUE(Legal::load(tables.dir()).error().message.starts_with(file + ": line 2: "));
  tables.write("legal.json", "[]");
  EXPECT_EQ(Legal::load(tables.dir()).error().message, file + ": is not an object");
}

}  // namespace
}  // namespace filon
