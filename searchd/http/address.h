#pragma once

#include <sys/socket.h>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "annuaire/result.h"

namespace filon {

/// An address as the sixteen bytes of IPv6; IPv4 stands in its mapped form (::ffff:a.b.c.d), so
/// that each address has one form.
using AddressBytes = std::array<std::uint8_t, 16>;

/// None when the text is no address. A port and brackets are no part of one.
std::optional<AddressBytes> parse_address(const std::string& text);

/// The address of a socket's other end, without port; IPv4 in IPv6 as IPv4; "" for a UNIX socket.
std::string address_of(const sockaddr_storage& peer);

/// Addresses that begin alike: "10.0.0.0/8", "2001:db8::/32", or one address.
class AddressRange {
 public:
  static Result<AddressRange> parse(const std::string& text);

  bool contains(const AddressBytes& address) const;

 private:
  AddressBytes first_{};
  unsigned bits_ = 128;
};

bool contains(const std::vector<AddressRange>& ranges, const std::string& address);

/// Whom a proxy says that it speaks for: of the X-Forwarded-For values (in the order of the
/// headers), the last address that is no trusted proxy's. What stands before it is the client's own
/// word. "" when there is none, or when a proxy wrote something else than an address.
std::string forwarded_client(const std::vector<std::string_view>& values,
                             const std::vector<AddressRange>& trusted_proxies);

}  // namespace filon
