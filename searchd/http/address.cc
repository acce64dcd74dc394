#include "searchd/http/address.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <charconv>

#include "searchd/http/trim.h"

namespace filon {
namespace {

constexpr unsigned mapped_bits = 96;  // of the prefix that IPv4 has in IPv6

// Some proxies write the port too: "192.0.2.1:4711", "[2001:db8::1]:4711".
std::string without_port(std::string_view text) {
  if (text.starts_with('[')) return std::string(text.substr(1, text.find(']') - 1));
  const size_t colon = text.find(':');
  const bool one_colon = colon != std::string_view::npos && text.rfind(':') == colon;
  return std::string(one_colon ? text.substr(0, colon) : text);
}

}  // namespace

std::optional<AddressBytes> parse_address(const std::string& text) {
  AddressBytes bytes{};
  if (inet_pton(AF_INET6, text.c_str(), bytes.data()) == 1) return bytes;
  bytes = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
  if (inet_pton(AF_INET, text.c_str(), &bytes[12]) == 1) return bytes;
  return std::nullopt;
}

std::string address_of(const sockaddr_storage& peer) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (peer.ss_family == AF_INET) {
    const auto& ipv4 = reinterpret_cast<const sockaddr_in&>(peer).sin_addr;
    inet_ntop(AF_INET, &ipv4, text.data(), text.size());
  } else if (peer.ss_family == AF_INET6) {
    const auto& ipv6 = reinterpret_cast<const sockaddr_in6&>(peer).sin6_addr;
    if (IN6_IS_ADDR_V4MAPPED(&ipv6))
      inet_ntop(AF_INET, &ipv6.s6_addr[12], text.data(), text.size());
    else
      inet_ntop(AF_INET6, &ipv6, text.data(), text.size());
  }
  return text.data();
}

Result<AddressRange> AddressRange::parse(const std::string& text) {
  const size_t slash = text.find('/');
  const std::string address = text.substr(0, slash);
  const auto first = parse_address(address);
  const bool ipv4 = address.find(':') == std::string::npos;
  unsigned bits = ipv4 ? 32 : 128;
  const unsigned most = bits;
  const char* const last = text.data() + text.size();
  const char* const digits = slash == std::string::npos ? last : text.data() + slash + 1;
  const auto [end, error] = std::from_chars(digits, last, bits);
  const bool sound = slash == std::string::npos || (error == std::errc{} && end == last);
  if (!first || !sound || bits > most)
    return fail(ErrorCode::Usage,
                "'{}' is neither an address nor a range of them, as 192.0.2.7 or 10.0.0.0/8", text);
  AddressRange range;
  range.first_ = *first;
  range.bits_ = ipv4 ? bits + mapped_bits : bits;
  return range;
}

bool AddressRange::contains(const AddressBytes& address) const {
  const unsigned whole = bits_ / 8;
  if (!std::equal(first_.begin(), first_.begin() + whole, address.begin())) return false;
  const unsigned rest = bits_ % 8;
  return rest == 0 || (first_[whole] ^ address[whole]) >> (8 - rest) == 0;
}

bool contains(const std::vector<AddressRange>& ranges, const std::string& address) {
  const auto bytes = parse_address(address);
  return bytes && std::any_of(ranges.begin(), ranges.end(),
                              [&](const AddressRange& range) { return range.contains(*bytes); });
}

std::string forwarded_client(const std::vector<std::string_view>& values,
                             const std::vector<AddressRange>& trusted_proxies) {
  for (auto value = values.rbegin(); value != values.rend(); ++value) {
    std::string_view left = *value;
    while (!left.empty()) {
      const size_t comma = left.rfind(',');
      const size_t start = comma == std::string_view::npos ? 0 : comma + 1;
      std::string address = without_port(trim(left.substr(start)));
      if (!parse_address(address)) return "";
      if (!contains(trusted_proxies, address)) return address;
      left = left.substr(0, comma == std::string_view::npos ? 0 : comma);
    }
  }
  return "";
}

}  // namespace filon
