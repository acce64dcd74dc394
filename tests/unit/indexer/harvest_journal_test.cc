#include "indexer/harvest_journal.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "tests/unit/indexer/scratch_dir.h"

namespace filon {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

const std::string site_url = "https://x.fr/?token=hunter2hunter2";
const UtcTime noon = *parse_utc("2026-08-20T12:00:00Z");

/// A site that answers with its address and how often it was asked; from some request on, not.
struct CountingSite {
  std::vector<std::string> asked;
  size_t fails_from = 1000;

  Fetch fetch() {
    return [this](const FetchRequest& request) -> Result<FetchAnswer> {
      asked.push_back(request.url);
      if (asked.size() >= fails_from) return fail(ErrorCode::Fetch, "it is gone");
      FetchAnswer answer;
      answer.url = request.url;
      answer.status = 200;
      answer.body = fmt::format("answer {}", asked.size());
      answer.etag = "\"e\"";
      return answer;
    };
  }
};

std::string body(HarvestJournal& journal, CountingSite& web, const std::string& url) {
  FetchRequest request;
  request.url = url;
  const auto answer = journal.fetch(request, web.fetch());
  return answer ? answer->body : answer.error().message;
}

TEST(HarvestJournal, AsksOnlyForThePagesThatDidNotComeTheLastTime) {
  const ScratchDir dir;
  CountingSite web{{}, 3};
  HarvestJournal first(dir.path() / "j", site_url, noon);
  EXPECT_EQ(body(first, web, "https://x.fr/1"), "answer 1");
  EXPECT_EQ(body(first, web, "https://x.fr/2"), "answer 2");
  EXPECT_EQ(body(first, web, "https://x.fr/3"), "it is gone");
  EXPECT_TRUE(first.interrupted());

  CountingSite later;
  HarvestJournal second(dir.path() / "j", site_url, noon + std::chrono::hours(1));
  EXPECT_EQ(body(second, later, "https://x.fr/1"), "answer 1");
  EXPECT_EQ(body(second, later, "https://x.fr/2"), "answer 2");
  EXPECT_EQ(body(second, later, "https://x.fr/3"), "answer 1");
  EXPECT_EQ(second.resumed(), 2u);
  EXPECT_FALSE(second.interrupted());
  EXPECT_THAT(later.asked, ElementsAre("https://x.fr/3"));
  ASSERT_TRUE(second.drop());
  EXPECT_FALSE(fs::exists(dir.path() / "j"));
}

TEST(HarvestJournal, AsksAgainForASecondPassOverTheSamePages) {
  const ScratchDir dir;
  CountingSite web;
  HarvestJournal journal(dir.path() / "j", site_url, noon);
  EXPECT_EQ(body(journal, web, "https://x.fr/1"), "answer 1");
  EXPECT_EQ(body(journal, web, "https://x.fr/1"), "answer 2");
  HarvestJournal resumed(dir.path() / "j", site_url, noon);
  EXPECT_EQ(body(resumed, web, "https://x.fr/1"), "answer 1");
  EXPECT_EQ(body(resumed, web, "https://x.fr/1"), "answer 2");
  EXPECT_EQ(web.asked.size(), 2u);
}

TEST(HarvestJournal, DoesNotGoOnFromAnotherSourceOrFromLongAgo) {
  const ScratchDir dir;
  struct Case {
    std::string target;
    UtcTime when;
  };
  for (const Case& c :
       {Case{"https://other.fr", noon}, Case{site_url, noon + std::chrono::hours(7)},
        Case{site_url, noon - std::chrono::hours(1)}}) {
    CountingSite web;
    HarvestJournal old(dir.path() / "j", site_url, noon);
    body(old, web, "https://x.fr/1");
    HarvestJournal journal(dir.path() / "j", c.target, c.when);
    EXPECT_EQ(body(journal, web, "https://x.fr/1"), "answer 2");
    EXPECT_EQ(journal.resumed(), 0u);
    ASSERT_TRUE(journal.drop());
  }
}

TEST(HarvestJournal, AsksAgainForAPageThatWasDamagedAndKeepsNoSecret) {
  const ScratchDir dir;
  CountingSite web;
  HarvestJournal first(dir.path() / "j", site_url, noon);
  body(first, web, site_url);
  size_t files = 0;
  for (const auto& entry : fs::directory_iterator(dir.path() / "j")) {
    std::ostringstream bytes;
    bytes << std::ifstream(entry.path()).rdbuf();
    EXPECT_THAT(bytes.str() + entry.path().string(), Not(HasSubstr("hunter2")));
    ++files;
    if (entry.path().extension() == ".zst") std::ofstream(entry.path()) << "damaged";
  }
  EXPECT_EQ(files, 3u);
  HarvestJournal second(dir.path() / "j", site_url, noon);
  EXPECT_EQ(body(second, web, site_url), "answer 2");
}

TEST(HarvestJournal, SetsAsideWhatCouldNotBeUsed) {
  const ScratchDir dir;
  CountingSite web;
  for (int n = 0; n < 2; ++n) {
    HarvestJournal journal(dir.path() / "j", site_url, noon);
    body(journal, web, site_url);
    ASSERT_TRUE(journal.set_aside(dir.path() / "refused"));
    EXPECT_FALSE(fs::exists(dir.path() / "j"));
    EXPECT_TRUE(fs::exists(dir.path() / "refused/journal.json"));
  }
}

}  // namespace
}  // namespace filon
