#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "indexer/json_page.h"
#include "indexer/sources/carteco_harvest.h"
#include "indexer/sources/lemarche_harvest.h"

namespace filon {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// Answers by address; anything else is a 404. Keeps what was asked.
struct FakeWeb {
  std::map<std::string, std::string> bodies;
  std::vector<std::string> asked;

  Fetch fetch() {
    return [this](const FetchRequest& request) -> Result<FetchAnswer> {
      asked.push_back(request.url);
      const auto found = bodies.find(request.url);
      if (found == bodies.end()) return fail(ErrorCode::Fetch, "{}: status 404", request.url);
      FetchAnswer answer;
      answer.url = request.url;
      answer.status = 200;
      answer.body = found->second;
      return answer;
    };
  }
};

TEST(LemarcheHarvest, FindsTheListFromTheRootOrAnyAddressOfTheApi) {
  const std::string list = "https://lemarche.inclusion.gouv.fr/api/siae/?limit=20000";
  const std::string site = "https://lemarche.inclusion.gouv.fr";
  for (const char* path : {"", "/", "/api", "/api/", "/api/siae/?kind=EI&limit=2", "/api/docs/",
                           "/api/siae/siret/21210231500016/", "/?token=abc"})
    EXPECT_EQ(*lemarche_list_url(site + path, "siae/"), list) << path;
  EXPECT_EQ(*lemarche_list_url("http://127.0.0.1:8/sous/api/x", "sectors/"),
            "http://127.0.0.1:8/sous/api/sectors/?limit=20000");
  EXPECT_FALSE(lemarche_list_url("lemarche.json", "siae/"));
}

TEST(LemarcheHarvest, FollowsNextOnTheSameSiteOnly) {
  const std::string first = "https://lemarche.inclusion.gouv.fr/api/siae/?limit=20000";
  struct Case {
    std::string next, asked;
  };
  for (const Case& c : {Case{"https://lemarche.inclusion.gouv.fr/api/siae/?offset=1",
                             "https://lemarche.inclusion.gouv.fr/api/siae/?offset=1"},
                        Case{"https://lemarche.inclusion.beta.gouv.fr/api/siae/?offset=1",
                             "https://lemarche.inclusion.beta.gouv.fr/api/siae/?offset=1"},
                        Case{"http://lemarche.inclusion.gouv.fr/api/siae/?offset=1",
                             "https://lemarche.inclusion.gouv.fr/api/siae/?offset=1"},
                        Case{"?offset=1", "https://lemarche.inclusion.gouv.fr/api/siae/?offset=1"},
                        Case{"https://evil.example/?offset=1", ""},
                        Case{"http://lemarche.inclusion.beta.gouv.fr/?offset=1", ""},
                        Case{"https://lemarche.inclusion.gouv.fr:444/?offset=1", ""},
                        Case{"ftp://lemarche.inclusion.gouv.fr/", ""}}) {
    SCOPED_TRACE(c.next);
    FakeWeb web;
    web.bodies[first] =
        fmt::format(R"({{"count": 2, "next": "{}", "results": [{{"id": 1}}]}})", c.next);
    web.bodies[c.asked] = R"({"count": 2, "next": null, "results": [{"id": 2}]})";
    const auto harvest = harvest_lemarche({.url = first, .token = "t"}, web.fetch());
    EXPECT_EQ(static_cast<bool>(harvest), !c.asked.empty());
    if (c.asked.empty()) {
      EXPECT_THAT(web.asked, ElementsAre(first));
      EXPECT_THAT(harvest.error().message, HasSubstr("page 1: next: "));
    } else {
      EXPECT_THAT(web.asked, ElementsAre(first, c.asked));
    }
  }
}

TEST(LemarcheHarvest, JudgesByCountAndIdsWhetherAnythingIsMissing) {
  const std::string list = "https://x.fr/api/siae/?limit=20000";
  struct Case {
    std::string body;
    bool whole;
    size_t records, warnings;
  };
  for (const Case& c :
       {Case{R"({"count": 2, "results": [{"id": 1}, {"id": 2}]})", true, 2, 0},
        Case{R"({"count": 0, "results": []})", true, 0, 0},
        Case{R"({"results": [{"id": 1}]})", true, 1, 0},
        Case{R"([{"id": 1}, {"name": "without id"}, {"name": "another"}])", true, 3, 0},
        // The server's own repetition of March 2025: one page, nothing missing.
        Case{R"({"count": 3, "results": [{"id": 1}, {"id": 1}, {"id": 2}]})", true, 2, 1},
        Case{R"({"count": 3, "results": [{"id": 1}, {"id": 2}]})", false, 0, 0},
        Case{R"({"detail": "Invalid"})", false, 0, 0}, Case{R"("text")", false, 0, 0},
        Case{"", false, 0, 0}}) {
    SCOPED_TRACE(c.body);
    FakeWeb web{{{list, c.body}}, {}};
    const auto harvest = harvest_lemarche({.url = "https://x.fr", .token = "t"}, web.fetch());
    ASSERT_EQ(static_cast<bool>(harvest), c.whole);
    if (!c.whole) {
      EXPECT_EQ(harvest.error().code, ErrorCode::Fetch);
      continue;
    }
    EXPECT_EQ(harvest->records, c.records);
    EXPECT_EQ(harvest->warnings.size(), c.warnings);
  }
}

TEST(CartecoHarvest, TakesEachShapeAndRefusesWhatIsNoDocument) {
  const std::string all = "https://x.org/api/elements.json";
  struct Case {
    std::string url, body;
    size_t records;
    std::string error;
  };
  for (const Case& c :
       {Case{all, "\xEF\xBB\xBF {\"data\": [{}, {}]}", 2, ""},
        Case{all, R"({"data": {"id": 1}})", 1, ""}, Case{all, R"({"features": [{}]})", 1, ""},
        Case{all, "[{}]", 1, ""}, Case{"https://x.org/export.csv", "id;name\n", 0, ""},
        Case{all, "<html>", 0, "an HTML page"}, Case{all, "oops", 0, "neither JSON nor CSV"},
        Case{all, R"({"data": [{})", 0, "line 1: "}, Case{all, "", 0, "neither"}}) {
    SCOPED_TRACE(c.body);
    FakeWeb web{{{c.url, c.body}}, {}};
    const auto harvest = harvest_carteco({.url = c.url}, web.fetch());
    ASSERT_EQ(static_cast<bool>(harvest), c.error.empty());
    if (harvest) {
      EXPECT_EQ(harvest->records, c.records);
    } else {
      EXPECT_THAT(harvest.error().message, HasSubstr(c.error));
    }
  }
}

TEST(CartecoHarvest, WarnsWhenTheProjectAnnouncesMore) {
  const std::string info = "https://x.org/carte/api/project-info.json";
  for (const auto& [answer, warning] : std::map<std::string, std::string>{
           {R"({"dataSize": 1})", ""},
           {R"({"dataSize": 4})", "project-info.json tells 4 elements, 1 came"},
           {"<html>", "project-info.json does not tell how many elements there are"}}) {
    FakeWeb web{{{"https://x.org/carte/api/elements.json", R"({"data": [{}]})"}, {info, answer}},
                {}};
    const auto harvest =
        harvest_carteco({.url = "https://x.org/carte/api/elements.json"}, web.fetch());
    ASSERT_TRUE(harvest);
    if (warning.empty()) {
      EXPECT_THAT(harvest->warnings, IsEmpty());
    } else {
      EXPECT_THAT(harvest->warnings, ElementsAre(warning));
    }
  }
}

TEST(JsonPage, RepairsBadBytesAndCountsThem) {
  const auto page = parse_json_page("[\"caf\xE9\", \"caf\xC3\xA9\", \"\xE2\x82\"]");
  ASSERT_TRUE(page) << page.error().message;
  EXPECT_EQ(page->repaired_bytes, 3u);
  EXPECT_EQ(page->json.items()[0].text(), "caf\xEF\xBF\xBD");
  EXPECT_EQ(page->json.items()[1].text(), "caf\xC3\xA9");
}

}  // namespace
}  // namespace filon
