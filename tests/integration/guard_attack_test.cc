// What an open network may send. Each attack gets its short answer, or is cut; the server stays up,
// small, and quick for everybody else.

#include <fmt/format.h>

#include <fstream>
#include <memory>
#include <vector>

#include "searchd/http/reception.h"
#include "tests/integration/guard_fixture.h"

namespace filon {
namespace {

using namespace std::chrono_literals;

size_t resident_kib() {
  std::ifstream status("/proc/self/status");
  std::string word;
  while (status >> word)
    if (word == "VmRSS:") break;
  size_t size = 0;
  status >> size;
  return size;
}

// The sanitizers keep freed memory aside and shadow the rest.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr size_t most_growth_kib = 300 * 1024;
#else
constexpr size_t most_growth_kib = 50 * 1024;
#endif

std::string post(std::string_view headers, std::string_view body = "") {
  return fmt::format("POST /length HTTP/1.1\r\nHost: localhost\r\n{}\r\n{}", headers, body);
}

class GuardAttack : public GuardTest {};

TEST_F(GuardAttack, AMalformedRequestGetsItsStatusAndTheEndOfTheConnection) {
  start();
  struct Case {
    std::string name, request;
    int status;
  };
  const std::string host = "Host: localhost\r\n";
  const Case cases[] = {
      {"chunked", post("Transfer-Encoding: chunked\r\n", "5\r\nhello\r\n0\r\n\r\n"), 501},
      {"chunk size -2", post("Transfer-Encoding: chunked\r\n", "-2\r\nhello\r\n0\r\n\r\n"), 501},
      {"chunked and a length", post("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", "hello"),
       400},
      {"chunked, hidden by case and space", post("tRANSFER-eNCODING: \tchunked\r\n"), 501},
      {"negative length", post("Content-Length: -1\r\n"), 400},
      {"signed length", post("Content-Length: +5\r\n", "hello"), 400},
      {"hexadecimal length", post("Content-Length: 0x5\r\n", "hello"), 400},
      {"no length in the header", post("Content-Length:\r\n"), 400},
      {"length list", post("Content-Length: 5, 5\r\n", "hello"), 400},
      {"two lengths", post("Content-Length: 5\r\nContent-Length: 6\r\n", "hello!"), 400},
      {"same length twice", post("Content-Length: 5\r\nContent-Length: 5\r\n", "hello"), 400},
      {"length beyond 64 bits", post("Content-Length: 99999999999999999999\r\n"), 413},
      {"length over the limit", post("Content-Length: 1048577\r\n"), 413},
      {"packed body", post("Content-Encoding: gzip\r\nContent-Length: 5\r\n", "hello"), 415},
      {"unknown expectation", post("Expect: cake\r\nContent-Length: 5\r\n"), 417},
      {"space before the colon", post("Content-Length : 5\r\n", "hello"), 400},
      {"folded header", get("/echo", "X-A: b\r\n c\r\n"), 400},
      {"bare line feeds", "GET /echo HTTP/1.1\nHost: localhost\n\n", 400},
      {"bare carriage return", get("/echo", "X-A: b\rX-B: c\r\n"), 400},
      {"NUL in a header", get("/echo", std::string("X-A: b\0c\r\n", 10)), 400},
      {"header without a name", get("/echo", ": b\r\n"), 400},
      {"header without a colon", get("/echo", "nothing\r\n"), 400},
      {"no host", "GET /echo HTTP/1.1\r\n\r\n", 400},
      {"two hosts", get("/echo", host), 400},
      {"host with markup", "GET / HTTP/1.1\r\nHost: <script>\r\n\r\n", 400},
      {"%00 in the path", get("/items/a%00b"), 400},
      {"%0d%0a in the path", get("/items/a%0d%0aSet-Cookie:x"), 400},
      {"%zz", get("/items/%zz"), 400},
      {"cut percent", get("/items/a%2"), 400},
      {"%u00e9", get("/echo?q=%u00e9"), 400},
      {"%00 in the query", get("/echo?q=a%00b"), 400},
      {"not UTF-8", get("/echo?q=%E9t%E9"), 400},
      {"overlong UTF-8", get("/echo?q=%C0%AF"), 400},
      {"NUL in the request line", std::string("GET /\0 HTTP/1.1\r\n\r\n", 19), 400},
      {"up a folder", get("/items/../../etc/passwd"), 400},
      {"up a folder, encoded", get("/items/%2e%2E/x"), 400},
      {"no slash", get("etc/passwd"), 400},
      {"no version", "GET /echo\r\n\r\n", 400},
      {"HTTP/2 greeting", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505},
      {"HTTP/9", "GET / HTTP/9.9\r\n\r\n", 505},
      {"unknown method", "BREW / HTTP/1.1\r\nHost: localhost\r\n\r\n", 501},
      {"TLS greeting", std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xfc", 9), 400},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    RawClient client(port_);
    client.send(c.request + get("/echo?smuggled=1"));
    const auto answer = client.read();
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, c.status) << answer->body;
    EXPECT_EQ(answer->headers.at("content-type"), "application/problem+json");
    EXPECT_EQ(answer->headers.at("connection"), "close");
    EXPECT_TRUE(client.closed_within(1s)) << "what follows was answered";
  }
  EXPECT_EQ(handled_, 0);
  expect_alive();
}

TEST_F(GuardAttack, TooMuchIsCutWithoutBeingKept) {
  start();
  expect_alive();
  const std::string much(40 * 1024 * 1024, 'a');
  std::string headers, many;
  for (int i = 0; i < 5000; ++i) headers += fmt::format("X-{}: {}\r\n", i, std::string(1000, 'h'));
  for (int i = 0; i < 50'000; ++i) many += fmt::format("X{}: 1\r\n", i);
  struct Case {
    std::string_view name, first, rest;
    int status;
  };
  const Case cases[] = {
      {"40 MB request line", "GET /", much, 414},
      {"40 MB query", "GET /echo?q=", much, 414},
      {"5 MB of headers", "GET / HTTP/1.1\r\nHost: a\r\n", headers, 431},
      {"40 MB header", "GET / HTTP/1.1\r\nHost: a\r\nX: ", much, 431},
      {"50,000 headers", "GET / HTTP/1.1\r\nHost: a\r\n", many, 431},
      {"body over the limit",
       "POST /length HTTP/1.1\r\nHost: a\r\nContent-Length: 41943040\r\n\r\n", much, 413},
  };
  const size_t mine = resident_kib();
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    RawClient client(port_);
    client.send(c.first);
    client.send(c.rest);
    // The refusal goes out while we still send; a reset after it would be legal, but is not sent
    // as long as the server reads on for a while.
    const auto answer = client.read();
    if (answer) {
      EXPECT_EQ(answer->status, c.status);
    }
    expect_alive();
  }
  const size_t grown = resident_kib() - mine;
  RecordProperty("grown_kib", static_cast<int>(grown));
  EXPECT_LT(grown, most_growth_kib);
  EXPECT_EQ(server_->counts().refused, std::size(cases));
}

TEST_F(GuardAttack, SixtyRangesAreAnsweredOnceAndWhole) {
  start();
  std::string ranges = "Range: bytes=0-";
  for (int i = 1; i < 60; ++i) ranges += fmt::format(",{}-", i);
  const size_t before = resident_kib();
  const RawAnswer answer = ask(get("/big", ranges + "\r\n"));
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.body.size(), 3'000'000u);
  EXPECT_LT(resident_kib() - before, most_growth_kib);
}

TEST_F(GuardAttack, ABodyWithoutALengthIsNoBody) {
  start();
  RawClient client(port_);
  client.send(post("", "this is read as the next request, and refused\r\n\r\n"));
  const auto answer = client.read();
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->body, "0");
  const auto next = client.read();
  ASSERT_TRUE(next);
  EXPECT_EQ(next->status, 400);
}

TEST_F(GuardAttack, TheBodyOfAGetIsNeverReadAsARequest) {
  start();
  for (const std::string method : {"GET", "HEAD"}) {
    SCOPED_TRACE(method);
    const std::string smuggled = get("/echo?smuggled=1");
    RawClient client(port_);
    client.send(fmt::format("{} /echo?q=1 HTTP/1.1\r\nHost: a\r\nContent-Length: {}\r\n\r\n{}",
                            method, smuggled.size(), smuggled));
    const auto answer = client.read(method == "GET");
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 200);
    EXPECT_EQ(answer->headers.at("connection"), "close");
    EXPECT_TRUE(client.closed_within(1s));
  }
  EXPECT_EQ(handled_, 2);
}

TEST_F(GuardAttack, TheAddressOfThePeerIsNotTheClientsToChoose) {
  start();
  const RawAnswer answer = ask(get("/echo", "REMOTE_ADDR: 6.6.6.6\r\nremote_port: 1\r\n"));
  EXPECT_TRUE(answer.body.starts_with("peer=127.0.0.1\n")) << answer.body;
  EXPECT_EQ(answer.body.find("6.6.6.6"), std::string::npos);
}

TEST_F(GuardAttack, AValueWithALineBreakMakesNoHeader) {
  start();
  const RawAnswer answer = ask(get("/header?value=a%0d%0aSet-Cookie:%20b=c"));
  EXPECT_EQ(answer.status, 200);
  EXPECT_FALSE(answer.headers.contains("set-cookie")) << answer.head;
}

TEST_F(GuardAttack, AnExceptionTellsNothing) {
  start();
  const RawAnswer answer = ask(get("/throw"));
  EXPECT_EQ(answer.status, 500);
  EXPECT_EQ((answer.head + answer.body).find("secret"), std::string::npos);
}

}  // namespace
}  // namespace filon
