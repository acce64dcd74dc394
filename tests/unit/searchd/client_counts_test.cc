#include "searchd/http/client_counts.h"

#include <gtest/gtest.h>

namespace filon {
namespace {

TEST(ClientCounts, CountsAnIpv6NetworkAsOneClient) {
  ClientCounts counts(1, {});
  EXPECT_TRUE(counts.add("2001:db8:1:2::1"));
  EXPECT_FALSE(counts.add("2001:db8:1:2:ffff::9"));
  EXPECT_TRUE(counts.add("2001:db8:1:3::1"));
  EXPECT_TRUE(counts.add("192.0.2.1"));
  EXPECT_TRUE(counts.add("192.0.2.2"));
  EXPECT_FALSE(counts.add("192.0.2.1"));
  counts.remove("192.0.2.1");
  EXPECT_TRUE(counts.add("192.0.2.1"));
}

TEST(ClientCounts, LetsTrustedProxiesAndLocalSocketsHoldAny) {
  ClientCounts counts(
      1, {*AddressRange::parse("::FFFF:10.0.0.1"), *AddressRange::parse("2001:DB8::0:1")});
  for (const std::string address : {"10.0.0.1", "2001:db8::1", ""}) {
    SCOPED_TRACE(address);
    EXPECT_TRUE(counts.add(address));
    EXPECT_TRUE(counts.add(address));
  }
}

}  // namespace
}  // namespace filon
