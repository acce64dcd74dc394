#include "searchd/http/address.h"

#include <gtest/gtest.h>

namespace filon {
namespace {

TEST(AddressRange, HoldsTheAddressesThatBeginAsItDoes) {
  struct Case {
    std::string range, inside, outside;
  };
  for (const Case& c :
       {Case{"192.0.2.7", "192.0.2.7", "192.0.2.8"}, Case{"10.0.0.0/8", "10.255.0.1", "11.0.0.1"},
        Case{"172.16.0.0/12", "172.31.255.255", "172.32.0.0"},
        Case{"0.0.0.0/0", "203.0.113.9", "2001:db8::1"},
        Case{"2001:db8::/33", "2001:db8:7fff::1", "2001:db8:8000::1"},
        Case{"::ffff:192.0.2.7", "192.0.2.7", "192.0.2.6"}, Case{"::1", "::1", "127.0.0.1"}}) {
    SCOPED_TRACE(c.range);
    const auto range = AddressRange::parse(c.range);
    ASSERT_TRUE(range);
    EXPECT_TRUE(contains({*range}, c.inside));
    EXPECT_FALSE(contains({*range}, c.outside));
    EXPECT_FALSE(contains({*range}, ""));
  }
}

TEST(AddressRange, RefusesWhatIsNoneAndQuotesIt) {
  for (const std::string text : {"", "localhost", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1",
                                 "10.0.0/8", "::/129", "10.0.0.0/8 ", "/8"}) {
    SCOPED_TRACE(text);
    const auto range = AddressRange::parse(text);
    ASSERT_FALSE(range);
    EXPECT_EQ(
        range.error().message,
        "'" + text + "' is neither an address nor a range of them, as 192.0.2.7 or 10.0.0.0/8");
  }
}

TEST(ForwardedClient, IsTheLastAddressThatNoTrustedProxyHas) {
  const std::vector<AddressRange> trusted = {*AddressRange::parse("10.0.0.0/8")};
  struct Case {
    std::vector<std::string_view> values;
    std::string client;
  };
  for (const Case& c :
       {Case{{}, ""}, Case{{""}, ""}, Case{{"192.0.2.1"}, "192.0.2.1"},
        Case{{"6.6.6.6, 192.0.2.1"}, "192.0.2.1"},
        Case{{"6.6.6.6", "192.0.2.1 ,10.1.2.3"}, "192.0.2.1"},
        Case{{"192.0.2.1", "10.1.2.3, 10.0.0.9"}, "192.0.2.1"}, Case{{"10.1.2.3"}, ""},
        Case{{"192.0.2.1:4711"}, "192.0.2.1"}, Case{{"[2001:db8::5]:4711"}, "2001:db8::5"},
        Case{{"2001:db8::5"}, "2001:db8::5"}, Case{{"192.0.2.1, unknown"}, ""},
        Case{{"192.0.2.1,"}, ""}, Case{{"["}, ""}}) {
    SCOPED_TRACE(c.values.empty() ? "none" : std::string(c.values.back()));
    EXPECT_EQ(forwarded_client(c.values, trusted), c.client);
  }
}

}  // namespace
}  // namespace filon
