#pragma once

#include <sys/socket.h>

#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace filon {

/// The address of a socket's other end, without port; IPv4 in IPv6 as IPv4; "" for a UNIX socket.
std::string address_of(const sockaddr_storage& peer);

/// How many connections each client holds. Not thread-safe: the event loop alone uses it.
class ClientCounts {
 public:
  ClientCounts(size_t most, const std::vector<std::string>& exempt);

  /// False, and nothing counted, when the client holds `most` connections already.
  bool add(const std::string& address);
  void remove(const std::string& address);

 private:
  size_t most_;
  std::unordered_set<std::string> exempt_;
  std::unordered_map<std::string, size_t> counts_;
};

}  // namespace filon
