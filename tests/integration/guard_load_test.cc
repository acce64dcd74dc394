// Clients that are slow, many, or both: nobody else notices.

#include <fmt/format.h>

#include <memory>
#include <vector>

#include "searchd/http/reception.h"
#include "tests/integration/guard_fixture.h"

namespace filon {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;
using Clients = std::vector<std::unique_ptr<RawClient>>;

class GuardLoad : public GuardTest {
 protected:
  Clients open(size_t count, std::string_view bytes) {
    Clients clients;
    for (size_t i = 0; i < count; ++i) {
      clients.push_back(std::make_unique<RawClient>(port_));
      clients.back()->send(bytes);
    }
    return clients;
  }
};

TEST_F(GuardLoad, DrippingClientsHoldNoThreadAndEndAtTheDeadline) {
  start();
  Clients clients = open(40, "GET /echo HTTP/1.1\r\n");
  const auto start_time = Clock::now();
  size_t ended = 0;
  while (ended == 0 && Clock::now() - start_time < 5s) {
    expect_alive();
    for (auto& client : clients)
      if (!client->send("X")) ++ended;
    if (!clients.back()->closed_within(20ms)) ended += clients.back()->read(true, 1ms).has_value();
  }
  EXPECT_LT(Clock::now() - start_time, 2s);
  for (size_t i = 0; i + 1 < clients.size(); ++i) {
    const auto answer = clients[i]->read();
    EXPECT_EQ(answer.value_or(RawAnswer{408, {}, "", ""}).status, 408);
  }
  EXPECT_EQ(server_->counts().refused, clients.size());
}

TEST_F(GuardLoad, ADrippedBodyEndsAtTheDeadlineToo) {
  start();
  const auto answer =
      ask("POST /length HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\nonly this");
  EXPECT_EQ(answer.status, 408);
}

TEST_F(GuardLoad, IdleConnectionsCostNoThread) {
  GuardLimits limits = short_limits();
  limits.idle_time = 300ms;
  start(limits);
  const Clients clients = open(200, "");
  expect_alive();
  for (const auto& client : clients) EXPECT_TRUE(client->closed_within(1s));
}

TEST_F(GuardLoad, BeyondTheMostConnectionsTheIdleOnesMakeRoom) {
  GuardLimits limits = short_limits();
  limits.connections = 5;
  limits.request_time = 5s;
  start(limits);
  const Clients idle = open(20, "");
  expect_alive();
  // Each takes the place of an idle one, and is not idle itself as soon as its bytes are read.
  Clients busy;
  RawAnswer answer;
  while (busy.size() < 50 && answer.status != 503) {
    busy.push_back(std::make_unique<RawClient>(port_));
    busy.back()->send("GET");
    answer = ask(get("/echo"));
  }
  EXPECT_EQ(answer.status, 503);
  EXPECT_EQ(answer.headers["retry-after"], "1");
}

TEST_F(GuardLoad, OneClientMayHoldOnlySoManyConnections) {
  GuardLimits limits = short_limits();
  limits.connections_per_client = 3;
  start(limits);
  {
    const Clients clients = open(3, "");
    EXPECT_EQ(ask(get("/echo")).status, 429);
  }
  const auto deadline = Clock::now() + 2s;
  while (ask(get("/echo")).status != 200) ASSERT_LT(Clock::now(), deadline);
}

TEST_F(GuardLoad, ATrustedProxyMayHoldMore) {
  GuardLimits limits = short_limits();
  limits.connections_per_client = 3;
  limits.trusted_proxies = {*AddressRange::parse("::ffff:127.0.0.1")};
  start(limits);
  const Clients clients = open(10, "");
  expect_alive();
}

TEST_F(GuardLoad, AClientBehindAProxyMayHaveOnlySoManyRequestsUnderWay) {
  GuardLimits limits = short_limits();
  limits.workers = 8;
  limits.connections_per_client = 2;
  limits.trusted_proxies = {*AddressRange::parse("127.0.0.0/8")};
  start(limits);
  const auto for_client = [](std::string_view target, std::string_view client) {
    return get(target, fmt::format("X-Forwarded-For: 6.6.6.6, {}\r\n", client));
  };
  const Clients busy = open(2, for_client("/wait", "192.0.2.1"));
  ASSERT_TRUE(gate_.wait_for(2));
  RawClient proxy(port_);  // one connection of the proxy's, lent to one client after the other
  for (const auto& [client, status] : {std::pair{"192.0.2.1", 429}, {"192.0.2.2", 200}}) {
    proxy.send(for_client("/echo", client));
    const auto answer = proxy.read();
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, status) << answer->body;
    EXPECT_EQ(answer->headers.contains("retry-after"), status == 429);
  }
  gate_.open();
  for (const auto& client : busy) EXPECT_EQ(client->read().value_or(RawAnswer{}).status, 200);
  for (int i = 0; i < 5; ++i)  // what ended is not counted any more
    EXPECT_EQ(ask(for_client("/echo", "192.0.2.1")).status, 200);
}

TEST_F(GuardLoad, XForwardedForOfAStrangerCountsForNothing) {
  GuardLimits limits = short_limits();
  limits.workers = 8;
  limits.connections_per_client = 2;
  start(limits);
  const Clients busy = open(2, get("/wait", "X-Forwarded-For: 192.0.2.1\r\n"));
  ASSERT_TRUE(gate_.wait_for(2));
  EXPECT_EQ(ask(get("/echo", "X-Forwarded-For: 192.0.2.2\r\n")).status, 429);
  gate_.open();
}

TEST_F(GuardLoad, AFullQueueSaysSoAtOnce) {
  GuardLimits limits = short_limits();
  limits.workers = 2;
  limits.queued_requests = 2;
  start(limits);
  const Clients clients = open(2, get("/wait"));
  ASSERT_TRUE(gate_.wait_for(2));
  const Clients queued = open(2, get("/wait"));
  while (server_->counts().waiting < queued.size()) std::this_thread::yield();
  const auto before = Clock::now();
  for (int i = 0; i < 20; ++i) {
    RawAnswer answer = ask(get("/echo"));
    EXPECT_EQ(answer.status, 503);
    EXPECT_EQ(answer.headers["retry-after"], "1");
    EXPECT_NE(answer.body.find(R"("code":"overloaded")"), std::string::npos);
  }
  EXPECT_LT(Clock::now() - before, 1s);
  EXPECT_EQ(server_->counts().waiting, queued.size()) << "what was refused does not wait";
  gate_.open();
  for (const auto* group : {&clients, &queued})
    for (const auto& client : *group) EXPECT_EQ(client->read().value_or(RawAnswer{}).status, 200);
  EXPECT_EQ(server_->counts().waiting, 0);
}

TEST_F(GuardLoad, LongAnswersLeaveWorkersToShortOnes) {
  GuardLimits limits = short_limits();
  limits.workers = 4;
  limits.queued_requests = 40;
  limits.long_paths = {"/wait"};
  start(limits);
  // Several on one connection, spelled in two ways: none gets a second worker.
  const std::string asked = get("/wait") + get("/wai%74") + get("/echo");
  const Clients clients = open(6, asked);
  ASSERT_TRUE(gate_.wait_for(1));
  for (int i = 0; i < 20; ++i) expect_alive();
  gate_.open();
  for (const auto& client : clients)
    for (int i = 0; i < 3; ++i) EXPECT_EQ(client->read().value_or(RawAnswer{}).status, 200);
}

TEST_F(GuardLoad, BytesOfAllUnfinishedRequestsAreBounded) {
  GuardLimits limits = short_limits();
  limits.buffered_bytes = 300'000;
  limits.request_time = 5s;
  start(limits);
  const std::string part = "POST /length HTTP/1.1\r\nHost: a\r\nContent-Length: 200000\r\n\r\n" +
                           std::string(90'000, 'b');
  const Clients clients = open(10, part);
  const auto deadline = Clock::now() + 3s;
  while (server_->counts().shed < 7) {
    ASSERT_LT(Clock::now(), deadline);
    std::this_thread::yield();
  }
  expect_alive();
}

TEST_F(GuardLoad, AReaderThatTakesNothingIsCutAndOthersAreServed) {
  start();
  Clients slow;
  for (int i = 0; i < 3; ++i) {
    slow.push_back(std::make_unique<RawClient>(port_, 4096));
    slow.back()->send(get("/stream?rows=1000000"));
  }
  const auto deadline = Clock::now() + 5s;
  while (server_->counts().cut < slow.size()) {
    ASSERT_LT(Clock::now(), deadline);
    expect_alive();
  }
}

TEST_F(GuardLoad, AReaderBelowTheLeastRateIsCutAlthoughItReads) {
  start();
  RawClient slow(port_, 4096);
  slow.send(get("/stream?rows=1000000"));
  const auto deadline = Clock::now() + 5s;
  while (server_->counts().cut == 0) {
    ASSERT_LT(Clock::now(), deadline);
    slow.take(16);  // some ten thousand bytes a second, of the 262,144 wanted
    expect_alive();
  }
}

TEST_F(GuardLoad, AReaderThatIsOnlySteadyGetsItAll) {
  GuardLimits limits = short_limits();
  limits.least_rate = 20'000;
  start(limits);
  RawClient steady(port_, 16 * 1024);
  steady.send(get("/stream?rows=60000", "Connection: close\r\n"));
  long total = 0;
  const auto begin = Clock::now();
  while (true) {
    const long count = steady.take(4 * 1024);
    if (count < 0) break;
    total += count;
    ASSERT_LT(Clock::now() - begin, 10s);
    // At a pace of its own, whatever the machine: the whole takes twice the server's patience.
    const auto due = begin + limits.patience * 2 * total / (60'000 * 104);
    do expect_alive();
    while (Clock::now() < due);
  }
  EXPECT_GT(total, 60'000 * 104);  // more than the buffers between us: the server had to wait
  EXPECT_GT(Clock::now() - begin, limits.patience);
  EXPECT_EQ(server_->counts().cut, 0u);
}

TEST_F(GuardLoad, TheEndOfAnAnswerThatIsNotReadHoldsNoWorker) {
  GuardLimits limits = short_limits();
  limits.workers = 1;
  limits.patience = 2s;
  limits.parked_bytes = 8 * 1024 * 1024;
  start(limits);
  Clients clients;
  for (int i = 0; i < 4; ++i) {
    clients.push_back(std::make_unique<RawClient>(port_, 4096));
    clients.back()->send(get("/big"));
  }
  expect_alive();
  for (const auto& client : clients) {
    const auto answer = client->read();
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->body.size(), 3'000'000u);
  }
}

}  // namespace
}  // namespace filon
