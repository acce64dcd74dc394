#include "searchd/http/client_counts.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <array>

namespace filon {
namespace {

/// What is counted together: an IPv6 user is given a whole /64, and may take a new address of it
/// for each connection.
std::string counted_as(const std::string& address) {
  in6_addr ipv6{};
  if (inet_pton(AF_INET6, address.c_str(), &ipv6) != 1) return address;
  return "/64:" + std::string(reinterpret_cast<const char*>(ipv6.s6_addr), 8);
}

/// One spelling for each address: "::FFFF:10.0.0.1" in a configuration is 10.0.0.1.
std::string canonical(const std::string& address) {
  sockaddr_storage storage{};
  auto* const ipv6 = reinterpret_cast<sockaddr_in6*>(&storage);
  if (inet_pton(AF_INET6, address.c_str(), &ipv6->sin6_addr) != 1) return address;
  storage.ss_family = AF_INET6;
  return address_of(storage);
}

}  // namespace

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

ClientCounts::ClientCounts(size_t most, const std::vector<std::string>& exempt)
    : most_(most), exempt_{""} {  // only a local proxy speaks over a UNIX socket
  for (const std::string& address : exempt) exempt_.insert(canonical(address));
}

bool ClientCounts::add(const std::string& address) {
  if (exempt_.contains(address)) return true;
  size_t& count = counts_[counted_as(address)];
  if (count >= most_) return false;
  ++count;
  return true;
}

void ClientCounts::remove(const std::string& address) {
  if (exempt_.contains(address)) return;
  const auto found = counts_.find(counted_as(address));
  if (found != counts_.end() && --found->second == 0) counts_.erase(found);
}

}  // namespace filon
