#include "indexer/fetch.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "annuaire/json.h"
#include "indexer/sources/carteco_harvest.h"
#include "indexer/sources/lemarche_harvest.h"
#include "tests/integration/fake_lemarche.h"
#include "tests/unit/indexer/scratch_dir.h"

namespace filon {
namespace {

using std::chrono::milliseconds;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

const std::string token = "Zq7" + std::string(61, 'k');

/// Real connections to one fake server; time is only real where a limit is what is tested.
class HarvestOverHttp : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    server = std::make_unique<FakeLemarche>(std::vector<std::string>{"--token", token});
  }
  static void TearDownTestSuite() { server.reset(); }

  void SetUp() override {
    ASSERT_TRUE(server->started()) << "python3 is needed for this test";
    settings.user_agent = user_agent("0.1.0", "https://example.org/filon");
    settings.clock.wait = [this](milliseconds pause) { pauses.push_back(pause.count()); };
    settings.clock.random = [] { return 1.0; };
    settings.limits.between_requests = milliseconds(0);
  }

  Fetch fetcher() {
    return [fetcher = std::make_shared<Fetcher>(settings)](const FetchRequest& request) {
      return fetcher->fetch(request);
    };
  }
  Result<Harvest> harvest(const std::string& mode) {
    LemarcheAccess access;
    access.url = server->root(mode);
    access.token = token;
    return harvest_lemarche(access, fetcher());
  }
  std::string error_of(const std::string& mode) {
    const Result<Harvest> result = harvest(mode);
    if (result) return "no error";
    EXPECT_EQ(result.error().code, ErrorCode::Fetch);
    return result.error().message;
  }
  /// What the server saw in one mode, as its own log tells.
  Json log() {
    FetchRequest request;
    request.url = server->root() + "/control/log";
    const Result<FetchAnswer> answer = fetcher()(request);
    EXPECT_TRUE(answer);
    return answer ? *parse_json(answer->body) : Json();
  }

  static inline std::unique_ptr<FakeLemarche> server;
  FetchSettings settings;
  std::vector<int64_t> pauses;
};

TEST_F(HarvestOverHttp, BringsEveryStructureInOnePageAndAsksAsAGoodGuest) {
  const Result<Harvest> result = harvest("ok");
  ASSERT_TRUE(result) << result.error().message;
  EXPECT_EQ(result->records, 25u);
  EXPECT_EQ(result->snapshot.pages.size(), 1u);
  EXPECT_TRUE(result->snapshot.info.complete);
  EXPECT_EQ(result->snapshot.info.status, 200);
  EXPECT_THAT(result->warnings, testing::IsEmpty());
  const Json seen = log();
  const Json& request = seen.items().back();
  EXPECT_EQ(request["query"].text(), "limit=20000");
  EXPECT_EQ(request["accept"].text(), "application/json");
  EXPECT_EQ(request["accept_encoding"].text(), "gzip, br, zstd");
  EXPECT_EQ(request["user_agent"].text(), "Filon/0.1.0 (+https://example.org/filon)");
}

TEST_F(HarvestOverHttp, BringsEveryStructureHoweverTheServerCutsOrSendsThem) {
  struct Case {
    std::string mode;
    size_t pages;
    std::string warning;
  };
  for (const Case& c :
       {Case{"paged", 3, ""}, Case{"array", 1, ""}, Case{"gzip", 1, ""}, Case{"redirect", 1, ""},
        Case{"etag", 1, ""}, Case{"latin1", 1, "2 bytes are not UTF-8"},
        Case{"unstable", 6, "pages overlapped: 2 passes were needed"}}) {
    SCOPED_TRACE(c.mode);
    const Result<Harvest> result = harvest(c.mode);
    ASSERT_TRUE(result) << result.error().message;
    EXPECT_EQ(result->records, 25u);
    EXPECT_EQ(result->snapshot.pages.size(), c.pages);
    EXPECT_TRUE(result->snapshot.info.complete);
    if (!c.warning.empty()) {
      EXPECT_THAT(result->warnings, testing::Contains(c.warning));
    }
  }
}

TEST_F(HarvestOverHttp, EndsWithASentenceThatSaysWhatToDo) {
  settings.limits.tries = 2;
  settings.limits.max_bytes = 1 << 20;
  settings.limits.stall = milliseconds(700);
  struct Case {
    std::string mode, reason;
  };
  for (const Case& c :
       {Case{"refused", "status 401: the token was refused: set FILON_LEMARCHE_TOKEN"},
        Case{"lying", "count says 32, but 3 passes gave 25 distinct ids"},
        Case{"circle", "the pages do not end: after 1 of them"},
        Case{"next_elsewhere", "page 1: next: http://localhost:"},
        Case{"always_busy", "status 429 (2 tries): the server asks for fewer requests"},
        Case{"down", "status 500 (2 tries): the server is down or overloaded: try again later"},
        Case{"reset", "(2 tries)"}, Case{"truncated", "(2 tries)"}, Case{"cut", "page 1: line 1: "},
        Case{"html", "page 1: this is an HTML page, not JSON (an error or a login page?)"},
        Case{"bomb", "the answer is larger than 1048576 bytes once decompressed: refused"},
        Case{"drip", "stalled: less than 100 bytes a second for 0.7 s (2 tries)"},
        Case{"redirect_circle", "more than 5 redirects"},
        Case{"redirect_file", "not an http:// or https:// address"},
        Case{"redirect_elsewhere", "status 401"}, Case{"echo_error", "redirects to ftp://"},
        Case{"deep", "page 1: line 1: nested deeper than 64 levels"},
        Case{"overflow", "page 1: line 1: "}}) {
    SCOPED_TRACE(c.mode);
    const std::string error = error_of(c.mode);
    EXPECT_THAT(error, HasSubstr(c.reason));
    EXPECT_THAT(error, HasSubstr("http://"));
    EXPECT_THAT(error, Not(HasSubstr(token)));
  }
}

TEST_F(HarvestOverHttp, GivesUpOnAServerThatSaysNothing) {
  settings.limits.tries = 1;
  settings.limits.first_byte = milliseconds(300);
  EXPECT_THAT(error_of("silent"), HasSubstr("no answer within 0.3 s"));
}

TEST_F(HarvestOverHttp, GivesUpOnAListThatNeverEnds) {
  EXPECT_THAT(error_of("endless"), HasSubstr("the pages do not end: after 500 of them"));
}

TEST_F(HarvestOverHttp, WaitsAsLongAsTheServerAsksWithinReason) {
  const Result<Harvest> result = harvest("busy");
  ASSERT_TRUE(result) << result.error().message;
  EXPECT_THAT(pauses, ElementsAre(7000, 7000));
  pauses.clear();
  error_of("always_busy");
  EXPECT_THAT(pauses, ElementsAre(120'000, 120'000, 120'000, 120'000));
}

TEST_F(HarvestOverHttp, DoesNotFetchAgainWhatDidNotChange) {
  LemarcheAccess access;
  access.url = server->root("etag");
  access.token = token;
  Result<Harvest> first = harvest_lemarche(access, fetcher());
  ASSERT_TRUE(first);
  EXPECT_EQ(first->snapshot.info.etag, "\"v1\"");
  EXPECT_EQ(first->snapshot.info.last_modified, "Thu, 20 Aug 2026 10:15:00 GMT");
  access.etag = first->snapshot.info.etag;
  const Result<Harvest> second = harvest_lemarche(access, fetcher());
  ASSERT_TRUE(second) << second.error().message;
  EXPECT_TRUE(second->not_modified);
  EXPECT_TRUE(second->snapshot.pages.empty());
}

TEST_F(HarvestOverHttp, SendsTheTokenToNoOtherHostAndKeepsNoneThatComesBack) {
  error_of("redirect_elsewhere");
  const Json seen = log();
  const Json& redirected = seen.items().back();
  EXPECT_THAT(redirected["host"].text(), HasSubstr("localhost:"));
  EXPECT_TRUE(redirected["token"].is(Json::Type::Bool));
  EXPECT_FALSE(redirected["token"].truth());

  const Result<Harvest> echoed = harvest("echo");
  ASSERT_TRUE(echoed) << echoed.error().message;
  const RawSnapshot& snapshot = echoed->snapshot;
  EXPECT_THAT(snapshot.pages, Each(Not(HasSubstr(token))));
  EXPECT_THAT(snapshot.pages, Each(HasSubstr("\"debug\": \"****")));
  EXPECT_THAT(snapshot.info.etag + snapshot.info.url, Not(HasSubstr(token)));
}

TEST_F(HarvestOverHttp, LeavesNoTokenInTheStore) {
  const ScratchDir scratch;
  const std::filesystem::path& dir = scratch.path();
  for (const char* mode : {"echo", "paged"}) {
    Result<Harvest> result = harvest(mode);
    ASSERT_TRUE(result);
    ASSERT_TRUE(SnapshotStore(dir).save("lemarche", std::move(result->snapshot)));
  }
  size_t files = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(dir)) {
    if (!entry.is_regular_file()) continue;
    ++files;
    std::ostringstream bytes;
    bytes << std::ifstream(entry.path(), std::ios::binary).rdbuf();
    EXPECT_THAT(bytes.str(), Not(HasSubstr(token))) << entry.path();
  }
  EXPECT_EQ(files, 6u);
  const auto info = SnapshotStore(dir).latest("lemarche");
  ASSERT_TRUE(info && *info);
  const auto pages = SnapshotStore(dir).read(**info);
  ASSERT_TRUE(pages) << pages.error().message;
  EXPECT_THAT(*pages, Each(Not(HasSubstr(token))));
}

TEST_F(HarvestOverHttp, ReadsSectorsAndNetworksInTheSameWay) {
  LemarcheAccess access;
  access.url = server->root("ok") + "/api/siae/?kind=EI";
  access.token = token;
  access.list = "sectors/";
  const Result<Harvest> result = harvest_lemarche(access, fetcher());
  ASSERT_TRUE(result) << result.error().message;
  EXPECT_EQ(result->records, 1u);
}

TEST_F(HarvestOverHttp, GoesThroughTheProxyItIsGiven) {
  settings.proxy = server->root();  // an http proxy is asked for the whole address
  const std::string url = "http://carteco.invalid/mode/ok/api/elements.json";
  const Result<Harvest> result = harvest_carteco({url, "", ""}, fetcher());
  ASSERT_TRUE(result) << result.error().message;
  EXPECT_EQ(result->records, 25u);
}

TEST_F(HarvestOverHttp, TakesCartecosDocumentAndComparesItsSize) {
  const std::string document = "/api/elements.json";
  const Result<Harvest> result =
      harvest_carteco({server->root("ok") + document, "", ""}, fetcher());
  ASSERT_TRUE(result) << result.error().message;
  EXPECT_EQ(result->records, 25u);
  EXPECT_TRUE(result->snapshot.info.complete);
  EXPECT_THAT(result->warnings, testing::IsEmpty());
  const Result<Harvest> page =
      harvest_carteco({server->root("html") + document, "", ""}, fetcher());
  ASSERT_FALSE(page);
  EXPECT_THAT(page.error().message, HasSubstr("an HTML page, not JSON"));
}

}  // namespace
}  // namespace filon
