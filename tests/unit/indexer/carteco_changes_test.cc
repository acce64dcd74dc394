#include "indexer/sources/carteco_changes.h"

#include <gmock/gmock.h>

#include <map>

#include "annuaire/data_dir.h"
#include "annuaire/json_text.h"
#include "indexer/harvester.h"
#include "indexer/sources/carteco_harvest.h"
#include "indexer/sources/carteco_reader.h"
#include "tests/unit/indexer/scratch_dir.h"

namespace filon {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr std::string_view elements_url = "https://x.org/api/elements.json";

/// Answers by address, and remembers what was asked.
struct Map {
  std::map<std::string, std::string> answers;
  std::vector<std::string> asked;

  Fetch fetch() {
    return [this](const FetchRequest& request) -> Result<FetchAnswer> {
      asked.push_back(request.url);
      const auto found = answers.find(request.url);
      if (found == answers.end()) return fail(ErrorCode::Fetch, "{}: status 500", request.url);
      FetchAnswer answer;
      answer.url = request.url;
      answer.status = 200;
      answer.body = found->second;
      answer.content_type = "application/json";
      return answer;
    };
  }
};

std::string element(int n, std::string_view day = "2025-01-01") {
  return fmt::format(R"({{"id":"e{}","name":"N{}","updatedAt":"{}T10:00:00+01:00"}})", n, n, day);
}
std::string document(int elements) {
  std::string text = R"({"licence":"x","ontology":"gogofull","data":[)";
  for (int n = 0; n < elements; ++n) text += (n ? "," : "") + element(n);
  return text + "]}";
}
std::string changes(int elements, const std::map<int, std::string>& newer) {
  std::string text = "[";
  for (int n = 0; n < elements; ++n) {
    const auto day = newer.find(n);
    text += fmt::format(R"({}{{"id":"e{}","updatedAt":"{}T10:00:00+01:00"}})", n ? "," : "", n,
                        day == newer.end() ? "2025-01-01" : day->second);
  }
  return text + "]";
}

TEST(CartecoChanges, FetchesOnlyWhatHasChanged) {
  Map map{{{std::string(elements_url) + "?ontology=gogosync", changes(41, {{7, "2025-02-02"}})},
           {"https://x.org/api/elements/e7.json",
            R"({"licence":"x","ontology":"gogofull","data":)" + element(7, "2025-02-02") + "}"},
           {"https://x.org/api/elements/e40.json",
            R"({"licence":"x","ontology":"gogofull","data":)" + element(40) + "}"}},
          {}};
  const std::string last = document(40);
  const auto harvest = harvest_carteco(
      {std::string(elements_url), "", "", [&] { return Result<std::string>(last); }}, map.fetch());
  ASSERT_TRUE(harvest) << harvest.error().message;
  EXPECT_EQ(harvest->records, 41u);
  EXPECT_THAT(map.asked, ElementsAre(std::string(elements_url) + "?ontology=gogosync",
                                     "https://x.org/api/elements/e7.json",
                                     "https://x.org/api/elements/e40.json"));
  const auto whole = parse_json(harvest->snapshot.pages.at(0));
  ASSERT_TRUE(whole) << whole.error().message;
  const auto& data = (*whole)["data"].items();
  ASSERT_EQ(data.size(), 41u);
  EXPECT_EQ(data[7]["updatedAt"].text(), "2025-02-02T10:00:00+01:00");
  EXPECT_EQ(data[8]["updatedAt"].text(), "2025-01-01T10:00:00+01:00");
}

TEST(CartecoChanges, DropsWhatIsNoLongerListed) {
  Map map{{{std::string(elements_url) + "?ontology=gogosync", changes(39, {})}}, {}};
  const auto update = update_carteco(*parse_url(elements_url), document(40), map.fetch());
  ASSERT_TRUE(update);
  EXPECT_EQ(update->elements, 39u);
  EXPECT_EQ(update->gone, 1u);
  EXPECT_EQ(update->fetched, 0u);
}

TEST(CartecoChanges, AskForTheWholeWhereTheyWouldNotDo) {
  const std::string sync = std::string(elements_url) + "?ontology=gogosync";
  struct Case {
    std::string_view what;
    std::map<std::string, std::string> answers;
  };
  for (const Case& c :
       {Case{"no list", {}}, Case{"an empty list", {{sync, "[]"}}},
        Case{"not a list of changes", {{sync, document(40)}}},
        Case{"too many changes",
             {{sync, changes(40, {{1, "2025-02-02"}, {2, "2025-02-02"}, {3, "2025-02-02"}})}}},
        Case{"an element that does not come", {{sync, changes(40, {{1, "2025-02-02"}})}}},
        Case{"another element",
             {{sync, changes(40, {{1, "2025-02-02"}})},
              {"https://x.org/api/elements/e1.json", R"({"data":)" + element(2) + "}"}}}}) {
    SCOPED_TRACE(c.what);
    Map map{c.answers, {}};
    EXPECT_FALSE(update_carteco(*parse_url(elements_url), document(40), map.fetch()));
    map.answers[std::string(elements_url)] = document(40);
    const std::string last = document(40);
    const auto harvest = harvest_carteco(
        {std::string(elements_url), "", "", [&] { return Result<std::string>(last); }},
        map.fetch());
    ASSERT_TRUE(harvest) << harvest.error().message;
    EXPECT_EQ(harvest->records, 40u);
  }
}

TEST(CartecoChanges, AreAskedForFromTheSecondHarvestOn) {
  const ScratchDir dir;
  RunSettings settings;
  settings.store = dir.path();
  settings.data = data_dir();
  const SnapshotStore store(settings.store);
  const SourceChoice carteco{"carteco", std::string(elements_url)};
  const std::string sync = std::string(elements_url) + "?ontology=gogosync";
  Map map{{{std::string(elements_url), document(40)}, {sync, changes(40, {})}}, {}};
  const auto first = harvest_source(carteco, settings, store, map.fetch());
  ASSERT_TRUE(first) << first.error().message;
  EXPECT_EQ(map.asked.front(), elements_url);
  map.asked.clear();
  map.answers[sync] = changes(39, {});
  const auto second = harvest_source(carteco, settings, store, map.fetch());
  ASSERT_TRUE(second) << second.error().message;
  EXPECT_THAT(map.asked, ElementsAre(sync));
  const auto snapshot = store.latest("carteco");
  ASSERT_TRUE(snapshot && *snapshot);
  const auto rows = read_carteco(
      {"carteco", "page 1", "", store.read(**snapshot)->at(0), data_dir(), nullptr, {}});
  ASSERT_TRUE(rows) << rows.error().message;
  EXPECT_EQ(rows->kept.size(), 39u);
}

TEST(CartecoChanges, TakeAddressesOfPersonsOutBeforeAnythingIsStored) {
  const std::string clean = without_private_members(
      R"({"data":[{"id":"a","subscriberEmails": ["x@example.org","a\"]@example.org"],"name":"\"subscriberEmails\" dit-il","userOwnerEmail":"y@example.org"},{"subscriberEmails":[]}]})");
  EXPECT_THAT(clean, Not(HasSubstr("@example.org")));
  const auto json = parse_json(clean);
  ASSERT_TRUE(json) << json.error().message;
  EXPECT_EQ((*json)["data"].items()[0]["name"].text(), "\"subscriberEmails\" dit-il");
  Map map{
      {{std::string(elements_url),
        R"({"ontology":"gogofull","data":[{"id":"a","name":"A","subscriberEmails":["x@example.org"]}]})"}},
      {}};
  const auto harvest = harvest_carteco({.url = std::string(elements_url)}, map.fetch());
  ASSERT_TRUE(harvest);
  EXPECT_THAT(harvest->snapshot.pages.at(0), Not(HasSubstr("@example.org")));
}

TEST(JsonText, WritesADocumentBack) {
  const std::string_view text = R"({"a":[1,2.50,"é\n",true,null],"b":{}})";
  EXPECT_EQ(json_text(*parse_json(text)), text);
  EXPECT_EQ(json_text(*parse_json(R"({"a":1,"a":2})")), R"({"a":2})");
}

}  // namespace
}  // namespace filon
