#include "searchd/http/request_reader.h"

#include <gtest/gtest.h>

namespace filon {
namespace {

constexpr std::string_view two_requests =
    "\r\nPOST /a%20b/c?x=1&y=%C3%A9 HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello"
    "GET / HTTP/1.1\r\nHost: h\r\nX-Name:  two words \t\r\n\r\n";

TEST(RequestReader, FindsTheSameRequestsHoweverTheBytesAreCut) {
  const GuardLimits limits;
  for (size_t cut = 0; cut <= two_requests.size(); ++cut) {
    SCOPED_TRACE(cut);
    RequestReader reader(limits);
    std::vector<HttpRequest> found;
    for (const std::string_view part : {two_requests.substr(0, cut), two_requests.substr(cut)}) {
      reader.append(part);
      while (auto next = reader.next()) {
        ASSERT_TRUE(*next);
        found.push_back(**std::move(next));
      }
    }
    ASSERT_EQ(found.size(), 2u);
    EXPECT_EQ(found[0].segments, (std::vector<std::string>{"a b", "c"}));
    EXPECT_EQ(found[0].params.find("y")->second, "é");
    EXPECT_EQ(found[0].body, "hello");
    EXPECT_EQ(found[1].path, "/");
    EXPECT_EQ(found[1].header("x-name"), "two words");
    EXPECT_FALSE(reader.in_request());
  }
}

TEST(RequestReader, TakesWhatFitsTheLimitsExactlyAndRefusesOneByteMore) {
  GuardLimits limits;
  limits.line_bytes = 100;
  const auto status_of = [&limits](size_t line_bytes) {
    const std::string ends = "GET / HTTP/1.1";
    std::string line = "GET /" + std::string(line_bytes - ends.size(), 'a') + " HTTP/1.1";
    RequestReader reader(limits);
    reader.append(line + "\r\nHost: h\r\n\r\n");
    const auto next = reader.next();
    return *next ? 200 : next->error().status;
  };
  EXPECT_EQ(status_of(100), 200);
  EXPECT_EQ(status_of(101), 414);
}

TEST(RequestReader, RefusesALineThatIsTooLongBeforeItEnds) {
  const GuardLimits limits;
  RequestReader reader(limits);
  reader.append("GET /" + std::string(9000, 'a'));
  const auto next = reader.next();
  ASSERT_TRUE(next);
  EXPECT_EQ(next->error().status, 414);
}

TEST(RequestReader, AsksForTheBodyOnceAndOnlyWhenItIsNotThere) {
  const GuardLimits limits;
  const std::string head =
      "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n";
  RequestReader reader(limits);
  reader.append(head);
  EXPECT_FALSE(reader.next());
  EXPECT_TRUE(reader.take_continue());
  EXPECT_FALSE(reader.take_continue());
  reader.append("ab" + head + "c");
  EXPECT_TRUE(reader.next());
  EXPECT_FALSE(reader.next());
  EXPECT_FALSE(reader.take_continue());
}

}  // namespace
}  // namespace filon
