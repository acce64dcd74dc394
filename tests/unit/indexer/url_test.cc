#include "indexer/url.h"

#include <gtest/gtest.h>

namespace filon {
namespace {

TEST(Url, TakesHttpAddressesAndRefusesTheRest) {
  const auto url = parse_url("HTTPS://LeMarche.Inclusion.gouv.fr/api/siae/?limit=2#top");
  ASSERT_TRUE(url) << url.error().message;
  EXPECT_EQ(url->text(), "https://lemarche.inclusion.gouv.fr/api/siae/?limit=2");
  EXPECT_EQ(url->port, "443");
  for (const char* bad : {"", "lemarche", "file:///etc/passwd", "ftp://a.fr/", "https://",
                          "https://a b/", "https://a.fr/\r\nX: y"}) {
    SCOPED_TRACE(bad);
    const auto refused = parse_url(bad);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::Usage);
  }
}

TEST(Url, RefusesCredentialsAndDoesNotPrintThem) {
  const auto url = parse_url("https://ann:hunter2@example.org/");
  ASSERT_FALSE(url);
  EXPECT_EQ(url.error().message,
            "https://example.org/: an address must not hold a user name or password");
}

TEST(Url, ATokenFollowsTheTwoNamesOfOneSiteAndNoOther) {
  struct Case {
    const char *from, *to;
    bool may;
  };
  const char* const site = "https://lemarche.inclusion.gouv.fr/";
  for (const Case& c : {Case{site, "https://lemarche.inclusion.gouv.fr:443/x", true},
                        Case{site, "https://lemarche.inclusion.beta.gouv.fr/", true},
                        Case{"https://lemarche.inclusion.beta.gouv.fr/", site, true},
                        Case{site, "http://lemarche.inclusion.gouv.fr/", false},
                        Case{site, "https://lemarche.inclusion.gouv.fr:8443/", false},
                        Case{site, "https://inclusion.gouv.fr/", false},
                        Case{site, "https://lemarche.inclusion.gouv.fr.evil.example/", false},
                        Case{site, "https://autre.inclusion.gouv.fr/", false},
                        Case{"https://x.fr/", "https://x.beta.fr/", false},
                        Case{"http://127.0.0.1:81/", "http://127.0.0.1:81/x", true},
                        Case{"http://127.0.0.1:81/", "http://127.0.0.1:82/", false},
                        Case{"http://127.0.0.1:81/", "http://localhost:81/", false},
                        Case{"http://127.evil.example/", "http://127.evil.example/", false}}) {
    SCOPED_TRACE(std::string(c.from) + " " + c.to);
    EXPECT_EQ(may_carry_token(*parse_url(c.from), *parse_url(c.to)), c.may);
  }
}

TEST(Url, PrintsNoSecretOfTheQuery) {
  EXPECT_EQ(printable_url("https://a.fr/x?limit=2&token=abc&Api_Key=z&q=b#c"),
            "https://a.fr/x?limit=2&token=***&Api_Key=***&q=b");
  EXPECT_EQ(printable_url("https://a:b@c.fr?x=1"), "https://c.fr?x=1");
  EXPECT_EQ(printable_url("/a/file@home.json"), "/a/file@home.json");
}

}  // namespace
}  // namespace filon
