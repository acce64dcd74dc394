#include "searchd/site_address.h"

#include <gtest/gtest.h>

namespace filon {
namespace {

TEST(SiteAddress, IsWhatTheAdministratorSaysElseWhatTheRequestWasSentTo) {
  HttpRequest request;
  request.headers = {{"host", "127.0.0.1:8080"}};
  EXPECT_EQ(site_address(request, ""), "http://127.0.0.1:8080");
  EXPECT_EQ(site_address(request, "https://annuaire.example/"), "https://annuaire.example");
}

TEST(SiteAddress, TakesNoMarkupOutOfAHostHeader) {
  for (const std::string host : {"", "a\"><script>", "x.example/evil", "a b"}) {
    SCOPED_TRACE(host);
    HttpRequest request;
    request.headers = {{"host", host}};
    EXPECT_EQ(site_address(request, ""), "http://localhost");
  }
}

TEST(OriginOf, IsSchemeHostAndPortOfAWebAddress) {
  EXPECT_EQ(origin_of("https://tiles.example:8443/{z}/{x}/{y}.png?a=b"),
            "https://tiles.example:8443");
  EXPECT_EQ(origin_of("http://a.example"), "http://a.example");
  for (const std::string none : {"", "https://", "tiles.example/{z}", "javascript:alert(1)"})
    EXPECT_EQ(origin_of(none), "") << none;
}

}  // namespace
}  // namespace filon
