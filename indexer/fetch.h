#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "annuaire/result.h"

namespace filon {

/// Every bound a harvest is held to. The defaults suit a public service that answers 20,000
/// records in one page from a modest machine.
struct FetchLimits {
  /// Size of one answer once decompressed: a gzip bomb is small on the wire.
  uint64_t max_bytes = uint64_t{256} << 20;
  int max_redirects = 5;
  std::chrono::milliseconds connect{10'000};
  /// Until the first byte of the body: the whole list is computed before anything is sent.
  std::chrono::milliseconds first_byte{120'000};
  /// From then on, less than `stall_rate` bytes a second for so long is a stall.
  std::chrono::milliseconds stall{30'000};
  uint64_t stall_rate = 100;
  std::chrono::milliseconds total{600'000};

  /// Tries in all for what may pass: 408, 429, 500, 502, 503, 504 and network errors.
  int tries = 5;
  /// The pause before the second try; it doubles up to `longest_pause`, less a random part.
  std::chrono::milliseconds first_pause{1'000};
  std::chrono::milliseconds longest_pause{30'000};
  /// What a server asks in Retry-After is honoured up to this.
  std::chrono::milliseconds longest_retry_after{120'000};
  /// Politeness: least time from the end of one request to the start of the next.
  std::chrono::milliseconds between_requests{500};
};

/// The world's time, so that tests never sleep.
struct FetchClock {
  std::function<std::chrono::steady_clock::time_point()> now;
  std::function<void(std::chrono::milliseconds)> wait;
  std::function<double()> random;  ///< 0 to 1
};
FetchClock real_clock();

/// There is deliberately no setting that switches the check of certificates off.
struct FetchSettings {
  std::string user_agent = "Filon";
  std::string proxy;    ///< empty: http_proxy, https_proxy and no_proxy of the environment
  std::string ca_file;  ///< empty: the system's authorities
  FetchLimits limits;
  FetchClock clock = real_clock();
  std::function<void(uint64_t bytes)> on_progress;  ///< bytes received of the current answer
};

/// "Filon/0.1.0 (+https://…)": who asks, and where to read about it or complain.
std::string user_agent(std::string_view version, std::string_view project_url);

struct FetchRequest {
  std::string url;
  std::string accept = "application/json";
  std::string token;          ///< sent as "Authorization: Bearer …", to the site of `url` only
  std::string token_setting;  ///< where the operator sets it; for the message when it is refused
  std::string etag;           ///< of the answer held already: an unchanged one is not sent again
  std::string last_modified;
  int tries = 0;     ///< 0: as the limits say
  std::string body;  ///< when there is one it is sent by POST, as `body_type`
  std::string body_type;
};

struct FetchAnswer {
  std::string url;  ///< where the answer came from after redirects, printable
  long status = 0;
  bool not_modified = false;
  std::string body;
  std::string content_type;
  std::string etag;
  std::string last_modified;
  int tries = 1;
};

/// How one try ended. With a `problem` nothing usable came; otherwise `answer.status` tells.
struct HttpTry {
  FetchAnswer answer;
  std::string problem;
  bool may_pass = false;  ///< the problem may be gone at the next try
  std::optional<std::chrono::milliseconds> retry_after;
};
using HttpTransport = std::function<HttpTry(const FetchRequest&)>;

/// Fetches one answer after another over kept-alive connections, politely, trying again what may
/// pass. The answer is a 2xx with its body or a 304; all else is an error of one sentence with the
/// address, the status and what to do. The token stands in no error and in no answer: one that the
/// server echoes is overwritten with "*".
class Fetcher {
 public:
  explicit Fetcher(FetchSettings settings);
  /// With another transport than libcurl; for tests.
  Fetcher(FetchSettings settings, HttpTransport transport);

  Result<FetchAnswer> fetch(const FetchRequest& request);

 private:
  HttpTry try_until_settled(const FetchRequest& request);
  void keep_polite_distance();
  std::chrono::milliseconds pause_after(int tries, const HttpTry& last) const;

  FetchSettings settings_;
  HttpTransport transport_;
  std::optional<std::chrono::steady_clock::time_point> last_end_;
};

/// One fetch by itself, with the default settings.
Result<FetchAnswer> fetch(const FetchRequest& request);

/// What a harvester is given to fetch with.
using Fetch = std::function<Result<FetchAnswer>(const FetchRequest&)>;

}  // namespace filon
