// What a well-behaved client may rely on: keep-alive, pipelining, HEAD, compression, stop.

#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <vector>

#include "searchd/http/listener.h"
#include "searchd/http/reception.h"
#include "tests/integration/guard_fixture.h"

namespace filon {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

class GuardFlow : public GuardTest {};

TEST_F(GuardFlow, TenRequestsInOneWriteGetTenAnswersInOrder) {
  start();
  std::string requests;
  for (int i = 0; i < 5; ++i) {
    requests += get(fmt::format("/items/{}", i));
    requests += fmt::format("POST /length HTTP/1.1\r\nHost: a\r\nContent-Length: {}\r\n\r\n{}\r\n",
                            i, std::string(i, 'b'));
  }
  RawClient client(port_);
  client.send(requests);
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(client.read().value_or(RawAnswer{}).body, fmt::format("item {}", i));
    EXPECT_EQ(client.read().value_or(RawAnswer{}).body, std::to_string(i));
  }
}

TEST_F(GuardFlow, ARequestMayComeByteByByte) {
  start();
  RawClient client(port_);
  for (const char c : get("/items/slow")) client.send({&c, 1});
  EXPECT_EQ(client.read().value_or(RawAnswer{}).body, "item slow");
}

TEST_F(GuardFlow, AConnectionIsUsedAgainUntilItsMostRequests) {
  GuardLimits limits = short_limits();
  limits.requests_per_connection = 20;
  start(limits);
  RawClient client(port_);
  for (int i = 1; i <= 20; ++i) {
    client.send(get("/echo"));
    const auto answer = client.read();
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->headers.contains("keep-alive"), i < 20) << answer->head;
  }
  EXPECT_TRUE(client.closed_within(1s));
  EXPECT_EQ(server_->counts().connections, 1u);
}

TEST_F(GuardFlow, TheClientMayAskForTheEnd) {
  start();
  for (const std::string& request :
       {get("/echo", "Connection: close\r\n"), get("/echo", "Connection: keep-alive, Close\r\n"),
        std::string("GET /echo HTTP/1.0\r\n\r\n")}) {
    SCOPED_TRACE(request);
    RawClient client(port_);
    client.send(request);
    const auto answer = client.read();
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 200);
    EXPECT_EQ(answer->headers.at("connection"), "close");
    EXPECT_TRUE(client.closed_within(1s));
  }
}

TEST_F(GuardFlow, HeadHasTheLengthAndNoBody) {
  start();
  RawClient client(port_);
  client.send("HEAD /big HTTP/1.1\r\nHost: a\r\n\r\n" + get("/items/next"));
  const auto answer = client.read(false);
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->headers.at("content-length"), "3000000");
  EXPECT_EQ(client.read().value_or(RawAnswer{}).body, "item next");
}

TEST_F(GuardFlow, AnAnswerWithoutABodyTellsNoLength) {
  start();
  RawClient client(port_);
  client.send("OPTIONS /echo HTTP/1.1\r\nHost: a\r\n\r\n" + get("/unchanged") + get("/items/next"));
  for (const int status : {204, 304}) {
    const auto answer = client.read();
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, status);
    EXPECT_FALSE(answer->headers.contains("content-length")) << answer->head;
  }
  EXPECT_EQ(client.read().value_or(RawAnswer{}).body, "item next");
}

TEST_F(GuardFlow, AWrongMethodIsA405ThatNamesTheRightOnes) {
  start();
  for (const std::string method : {"DELETE", "PUT", "PATCH", "TRACE"}) {
    const RawAnswer answer = ask(method + " /length HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_EQ(answer.status, 405);
    EXPECT_EQ(answer.headers.at("allow"), "OPTIONS, POST");
    EXPECT_EQ(answer.headers.at("content-type"), "application/problem+json");
  }
  const RawAnswer options = ask("OPTIONS /echo HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_EQ(options.status, 204);
  EXPECT_EQ(options.headers.at("allow"), "GET, HEAD, OPTIONS");
  EXPECT_EQ(ask(get("/nowhere")).status, 404);
  EXPECT_EQ(ask(get("/" + std::string(8000, 'a'))).status, 404);
}

TEST_F(GuardFlow, QueriesArriveAsTheyWereMeant) {
  start();
  EXPECT_EQ(ask(get("/items/a%2Fb%20c")).body, "item a/b c");
  const std::string body = ask(get("/echo?q=a?b+c%2B&x=1&x=1&empty&accent=\xC3\xA9")).body;
  for (const std::string_view line : {"q=a?b c+\n", "x=1\nx=1\n", "empty=\n", "accent=\xC3\xA9\n"})
    EXPECT_NE(body.find(line), std::string::npos) << body;
  EXPECT_EQ(ask("GET http://localhost/items/7 HTTP/1.1\r\nHost: localhost\r\n\r\n").body, "item 7");
}

TEST_F(GuardFlow, OneRouteMayTakeALargerBody) {
  start();
  const std::string body(4'000'000, 'b');
  EXPECT_EQ(
      ask(fmt::format("POST /api/v1/plans HTTP/1.1\r\nHost: a\r\nContent-Length: {}\r\n\r\n{}",
                      body.size(), body))
          .body,
      "4000000");
  EXPECT_EQ(
      ask("POST /api/v1/plansx HTTP/1.1\r\nHost: a\r\nContent-Length: 4000000\r\n\r\n").status,
      413);
}

TEST_F(GuardFlow, AClientThatWaitsToBeAskedForTheBodyIsAsked) {
  start();
  RawClient client(port_);
  client.send(
      "POST /length HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(client.read().value_or(RawAnswer{}).status, 100);
  client.send("hello");
  EXPECT_EQ(client.read().value_or(RawAnswer{}).body, "5");
}

TEST_F(GuardFlow, OnlyGzipIsSpokenAndOnlyWhenAskedFor) {
  start();
  struct Case {
    std::string_view accept, encoding;
  };
  for (const Case& c :
       {Case{"br", ""}, Case{"br, gzip", "gzip"}, Case{"gzip;q=0", ""}, Case{"gzip; q=0.5", "gzip"},
        Case{"*", "gzip"}, Case{"*;q=0", ""}, Case{"identity", ""}}) {
    SCOPED_TRACE(c.accept);
    RawAnswer answer = ask(get("/big", fmt::format("Accept-Encoding: {}\r\n", c.accept)));
    EXPECT_EQ(answer.headers["content-encoding"], c.encoding);
    EXPECT_EQ(answer.headers["vary"], "Accept-Encoding");
    EXPECT_EQ(answer.body.size() < 100'000, c.encoding == "gzip");
  }
}

TEST_F(GuardFlow, AStreamIsWholeAlsoForHttp10) {
  start();
  EXPECT_EQ(ask(get("/stream?rows=20000")).body.size(), 20'000u * 104);
  const RawAnswer old = ask("GET /stream?rows=20000 HTTP/1.0\r\n\r\n");
  EXPECT_FALSE(old.headers.contains("transfer-encoding"));
  EXPECT_EQ(old.body.size(), 20'000u * 104);
}

TEST_F(GuardFlow, StopEndsIdleConnectionsAtOnceAndFinishesRunningAnswers) {
  GuardLimits limits = short_limits();
  limits.idle_time = 60s;
  start(limits);
  RawClient idle(port_), used(port_), half(port_), running(port_);
  used.send(get("/echo"));
  ASSERT_TRUE(used.read());
  half.send("GET /ec");
  running.send(get("/wait"));
  ASSERT_TRUE(gate_.wait_for(1));
  server_->stop();
  for (RawClient* client : {&idle, &used, &half}) EXPECT_TRUE(client->closed_within(1s));
  gate_.open();
  EXPECT_EQ(running.read().value_or(RawAnswer{}).body, "waited");
  EXPECT_TRUE(running.closed_within(1s));
  const auto before = Clock::now();
  stop();
  EXPECT_LT(Clock::now() - before, 1s);
}

TEST_F(GuardFlow, StopLetsAStreamFinish) {
  start();
  RawClient client(port_);
  client.send(get("/stream?rows=10000&gated"));
  ASSERT_TRUE(gate_.wait_for(1));
  server_->stop();
  gate_.open();
  EXPECT_EQ(client.read().value_or(RawAnswer{}).body.size(), 10'000u * 104);
}

TEST_F(GuardFlow, StopCutsWhatDoesNotFinishInItsTime) {
  GuardLimits limits = short_limits();
  limits.patience = 60s;
  limits.stop_time = 200ms;
  start(limits);
  RawClient never(port_, 4096);
  never.send(get("/stream?rows=10000000"));
  while (never.take(1) == 0) std::this_thread::yield();
  const auto before = Clock::now();
  stop();
  EXPECT_LT(Clock::now() - before, 3s);
}

size_t entries(const char* folder) {
  const std::filesystem::directory_iterator begin(folder);
  return static_cast<size_t>(std::distance(begin, std::filesystem::directory_iterator()));
}

TEST_F(GuardFlow, NothingOfAServerIsLeftAfterIt) {
  std::thread([] {}).join();  // ThreadSanitizer starts a thread of its own beside the first one
  const size_t descriptors = entries("/proc/self/fd");
  const size_t threads = entries("/proc/self/task");
  start();
  {
    RawClient idle(port_), bad(port_), gone(port_), good(port_);
    bad.send("nonsense\r\n\r\n");
    gone.send(get("/big"));
    good.send(get("/big"));
    EXPECT_TRUE(bad.read());
    EXPECT_TRUE(good.read());
  }
  stop();
  server_.reset();
  EXPECT_EQ(entries("/proc/self/fd"), descriptors);
  const auto deadline =
      Clock::now() + 2s;  // the kernel drops a joined thread's entry a little later
  while (entries("/proc/self/task") != threads) ASSERT_LT(Clock::now(), deadline);
}

TEST(Listener, SaysWhyItCannotListen) {
  const auto first = open_listener("127.0.0.1", 0);
  ASSERT_TRUE(first);
  const int port = *port_of(*first);
  const auto second = open_listener("127.0.0.1", port);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().message,
            fmt::format("listen: 127.0.0.1:{} is already in use by another program", port));
  EXPECT_FALSE(open_listener("127.0.0.1", 70000));
  EXPECT_FALSE(open_listener("not a host", 0));
  close(*first);
}

}  // namespace
}  // namespace filon
