#pragma once

#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "searchd/http/address.h"

namespace filon {

/// How many connections, or requests under way, each client holds. Not thread-safe.
class ClientCounts {
 public:
  ClientCounts(size_t most, std::vector<AddressRange> exempt)
      : most_(most), exempt_(std::move(exempt)) {}

  /// False, and nothing counted, when the client holds `most` already.
  bool add(const std::string& address);
  void remove(const std::string& address);

  /// Whether the address is that of a trusted proxy, or of a UNIX socket's other end.
  bool is_exempt(const std::string& address) const;

 private:
  size_t most_;
  std::vector<AddressRange> exempt_;
  std::unordered_map<std::string, size_t> counts_;
};

}  // namespace filon
