#include "indexer/fetch.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <deque>

namespace filon {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

HttpTry answered(long status, std::optional<seconds> retry_after = {}) {
  HttpTry out;
  out.answer.status = status;
  out.retry_after = retry_after;
  return out;
}

HttpTry broken(std::string problem, bool may_pass) {
  HttpTry out;
  out.problem = std::move(problem);
  out.may_pass = may_pass;
  return out;
}

/// A fetcher whose answers are given beforehand and whose time only moves when it waits.
class FetcherWithoutWorld : public ::testing::Test {
 protected:
  FetcherWithoutWorld() {
    settings.clock.now = [this] { return now; };
    settings.clock.wait = [this](milliseconds pause) {
      pauses.push_back(pause.count());
      now += pause;
    };
    settings.clock.random = [] { return 1.0; };
    request.url = "https://example.org/api/?token=hunter2";
  }
  Result<FetchAnswer> fetch_given(std::deque<HttpTry> tries) {
    given = std::move(tries);
    Fetcher fetcher(settings, [this](const FetchRequest&) {
      HttpTry next = given.front();
      given.pop_front();
      return next;
    });
    return fetcher.fetch(request);
  }

  FetchSettings settings;
  FetchRequest request;
  std::chrono::steady_clock::time_point now{};
  std::vector<int64_t> pauses;
  std::deque<HttpTry> given;
};

TEST_F(FetcherWithoutWorld, TriesAgainWhatMayPassWithPausesThatDouble) {
  const auto answer = fetch_given(
      {answered(503), broken("reset", true), answered(408), answered(504), answered(200)});
  ASSERT_TRUE(answer) << answer.error().message;
  EXPECT_EQ(answer->tries, 5);
  EXPECT_THAT(pauses, ElementsAre(1000, 2000, 4000, 8000));
}

TEST_F(FetcherWithoutWorld, GivesUpAfterTheLastTryAndTellsIt) {
  settings.limits.longest_pause = seconds(3);
  const auto answer = fetch_given(std::deque<HttpTry>(5, answered(502)));
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().message,
            "https://example.org/api/?token=***: status 502 (5 tries): the server is down or "
            "overloaded: try again later");
  EXPECT_THAT(pauses, ElementsAre(1000, 2000, 3000, 3000));
}

TEST_F(FetcherWithoutWorld, HonoursRetryAfterUpToACeiling) {
  const auto answer =
      fetch_given({answered(429, seconds(9)), answered(503, seconds(9000)), answered(200)});
  ASSERT_TRUE(answer);
  EXPECT_THAT(pauses, ElementsAre(9000, 120000));
}

TEST_F(FetcherWithoutWorld, DoesNotTryAgainWhatIsFinal) {
  for (const HttpTry& final : {answered(401), answered(403), answered(404), answered(400),
                               answered(501), answered(304), broken("certificate", false)}) {
    const auto answer = fetch_given({final});
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, ErrorCode::Fetch);
    EXPECT_THAT(answer.error().message, Not(HasSubstr("tries")));
  }
  EXPECT_THAT(pauses, IsEmpty());
}

TEST_F(FetcherWithoutWorld, KeepsAPoliteDistanceBetweenRequests) {
  Fetcher fetcher(settings, [](const FetchRequest&) { return answered(200); });
  ASSERT_TRUE(fetcher.fetch(request));
  ASSERT_TRUE(fetcher.fetch(request));
  now += milliseconds(200);
  ASSERT_TRUE(fetcher.fetch(request));
  now += seconds(5);
  ASSERT_TRUE(fetcher.fetch(request));
  EXPECT_THAT(pauses, ElementsAre(500, 300));
}

TEST_F(FetcherWithoutWorld, SaysWhichTokenIsMissingOrRefused) {
  request.token_setting = "FILON_LEMARCHE_TOKEN";
  const auto missing = fetch_given({answered(401)});
  ASSERT_FALSE(missing);
  EXPECT_THAT(missing.error().message, HasSubstr("a token is needed: set FILON_LEMARCHE_TOKEN"));
  request.token = "secret-of-the-buyer";
  const auto refused = fetch_given({answered(403)});
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message,
              HasSubstr("the token was refused: set FILON_LEMARCHE_TOKEN"));
}

TEST_F(FetcherWithoutWorld, NeverTellsTheToken) {
  request.token = "secret-of-the-buyer";
  const auto refused = fetch_given({broken("cannot resolve secret-of-the-buyer", false)});
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message, Not(HasSubstr(request.token)));

  request.token = "two\nlines-of-secret";
  const auto bad = fetch_given({});
  ASSERT_FALSE(bad);
  EXPECT_EQ(bad.error().code, ErrorCode::Usage);
  EXPECT_THAT(bad.error().message, Not(HasSubstr("secret")));

  request.token = "secret-of-the-buyer";
  request.url = "http://example.org/api/";
  const auto in_clear = fetch_given({});
  ASSERT_FALSE(in_clear);
  EXPECT_EQ(in_clear.error().message,
            "http://example.org/api/: the token would travel in clear: use https");
}

TEST(Fetch, NamesItselfAndWhereToReadAboutIt) {
  EXPECT_EQ(user_agent("0.1.0", "https://example.org/filon"),
            "Filon/0.1.0 (+https://example.org/filon)");
  EXPECT_EQ(user_agent("0.1.0", ""), "Filon/0.1.0");
}

}  // namespace
}  // namespace filon
