#pragma once

#include <chrono>
#include <functional>
#include <memory>

#include "annuaire/result.h"
#include "searchd/http/guard_limits.h"
#include "searchd/http/http_request.h"

namespace httplib {
struct Response;
}

namespace filon {

struct GuardCounts;

/// One answer that was written, for logs and metrics.
struct Exchange {
  const HttpRequest& request;
  int status = 0;
  size_t bytes = 0;                 ///< written, headers included
  bool cut = false;                 ///< the client went, or was too slow, before the end
  std::chrono::nanoseconds time{};  ///< in the worker, writing included
};

/// An HTTP/1.1 server that an open network may talk to. cpp-httplib 0.11.4 builds and writes the
/// answers (gzip, streamed content); accepting, reading, limits and deadlines are ours, since the
/// library bounds none of them (searchd/http/README.md).
///
///   GuardServer server(limits, [&](HttpRequest& request, httplib::Response& response) {
///     router.answer(request, response);
///   });
///   server.serve(listener);  // until server.stop()
class GuardServer {
 public:
  /// Runs on many threads at once. What it throws becomes a 500 without details.
  using Handler = std::function<void(HttpRequest&, httplib::Response&)>;
  using Observer = std::function<void(const Exchange&)>;

  /// observer (may be empty) is told of every answer by a handler, on the thread that wrote it.
  GuardServer(GuardLimits limits, Handler handler, Observer observer = {});
  ~GuardServer();

  /// Takes over a listening socket (open_listener, or one inherited from systemd) and answers until
  /// stop(); running answers are finished first. Once in the life of a server.
  Status serve(int listener);

  /// From any thread or a signal handler, more than once, before serve() too.
  void stop();

  const GuardCounts& counts() const;

 private:
  class Engine;
  std::unique_ptr<Engine> engine_;
};

}  // namespace filon
