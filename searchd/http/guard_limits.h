#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

#include "searchd/http/address.h"

namespace filon {

constexpr size_t kib = 1024;

/// One route that may take more than the general body limit, with everything below it.
struct BodyAllowance {
  std::string
      path;  ///< compared with the target as sent: an encoded spelling gets the general limit
  size_t bytes = 0;
};

/// What one client may cost the server. The defaults are meant for production; tests shorten them.
struct GuardLimits {
  size_t workers = 16;           ///< threads that run handlers
  size_t queued_requests = 256;  ///< whole requests waiting for a worker; beyond: 503 at once

  /// Paths whose answers take long: a quarter of the workers at most is at them.
  std::vector<std::string> long_paths;

  size_t connections = 2048;  ///< open at once; beyond: 503
  /// Open at once from one address (IPv6: one /64); beyond: 429. Through a trusted proxy, requests
  /// under way of one address.
  size_t connections_per_client = 64;
  /// Whose connections are not capped, and whose X-Forwarded-For is believed.
  std::vector<AddressRange> trusted_proxies;
  size_t requests_per_connection = 1000;  ///< then it is closed, so that clients spread again

  size_t line_bytes = 8 * kib;     ///< request line; beyond: 414
  size_t head_bytes = 32 * kib;    ///< request line and headers; beyond: 431
  size_t header_count = 100;       ///< beyond: 431
  size_t body_bytes = 1024 * kib;  ///< beyond: 413
  std::vector<BodyAllowance> larger_bodies;
  size_t buffered_bytes = 64 * 1024 * kib;  ///< unread requests of all connections; beyond: 503

  /// From the first byte of a request to its last. A body adds length / least_rate to it.
  std::chrono::milliseconds request_time{10'000};
  /// How long a connection may wait for its next request. It costs no thread, only a descriptor.
  std::chrono::milliseconds idle_time{15'000};
  /// How long we wait for the client to close after our last byte (see Phase::Parting).
  std::chrono::milliseconds parting_time{1'000};
  /// How long stop() lets running answers go on before their connections are cut.
  std::chrono::milliseconds stop_time{20'000};

  /// A client that takes (or gives) fewer bytes a second than this is cut...
  size_t least_rate = 16 * kib;
  /// ...once we have waited for it this long in all since it last kept up.
  std::chrono::milliseconds patience{10'000};
  /// While more than half of the workers wait for slow readers, least_rate is multiplied by this.
  size_t crowded_factor = 8;
  /// End of an answer that may be left to the event loop, so that its worker is free again.
  size_t parked_bytes = 128 * kib;
};

}  // namespace filon
