#include "searchd/http/client_counts.h"

namespace filon {
namespace {

/// What is counted together: an IPv6 user is given a whole /64, and may take a new address of it
/// for each connection.
std::string counted_as(const std::string& address) {
  const auto bytes = parse_address(address);
  if (!bytes || address.find(':') == std::string::npos) return address;
  return "/64:" + std::string(bytes->begin(), bytes->begin() + 8);
}

}  // namespace

bool ClientCounts::is_exempt(const std::string& address) const {
  // Only a local proxy speaks over a UNIX socket.
  return address.empty() || contains(exempt_, address);
}

bool ClientCounts::add(const std::string& address) {
  if (is_exempt(address)) return true;
  size_t& count = counts_[counted_as(address)];
  if (count >= most_) return false;
  ++count;
  return true;
}

void ClientCounts::remove(const std::string& address) {
  if (is_exempt(address)) return;
  const auto found = counts_.find(counted_as(address));
  if (found != counts_.end() && --found->second == 0) counts_.erase(found);
}

}  // namespace filon
