#include "searchd/service_manager.h"

#include <fcntl.h>
#include <httplib.h>
#include <netinet/in.h>
#include <systemd/sd-daemon.h>

#include <condition_variable>
#include <mutex>

#include "searchd/log.h"

namespace filon {
namespace {

using std::chrono::microseconds;

// Half of what the manager waits, as sd_watchdog_enabled(3) advises; none when it does not watch.
std::optional<microseconds> watch_interval() {
  uint64_t patience = 0;
  if (sd_watchdog_enabled(0, &patience) <= 0) return std::nullopt;
  return microseconds(patience / 2);
}

// An answer of any status is one: overloaded is not hung.
bool answers(const std::string& host, int port, microseconds patience) {
  httplib::Client client(host, port);
  client.set_connection_timeout(patience);
  client.set_read_timeout(patience);
  return static_cast<bool>(client.Get("/healthz"));
}

void keep_telling(const std::stop_token& stop, const std::string& host, int port,
                  microseconds interval) {
  std::mutex mutex;
  std::condition_variable_any wake;
  std::unique_lock lock(mutex);
  while (!stop.stop_requested()) {
    if (answers(host, port, interval / 2))
      sd_notify(0, "WATCHDOG=1");
    else if (!stop.stop_requested())
      log_event("error", "no answer to the watchdog", "/healthz of this server");
    wake.wait_for(lock, stop, interval, [] { return false; });
  }
}

std::string reachable(const std::string& host) {
  return host.empty() || host == "0.0.0.0" || host == "::" || host == "[::]" ? "127.0.0.1" : host;
}

}  // namespace

Result<std::optional<int>> inherited_listener() {
  const int count = sd_listen_fds(1);
  if (count <= 0) return std::optional<int>();
  if (count > 1)
    return fail(ErrorCode::Usage,
                "the manager passes {} sockets, and one is served: give filon-searchd.socket one "
                "ListenStream=",
                count);
  const int fd = SD_LISTEN_FDS_START;
  if (sd_is_socket(fd, AF_UNSPEC, SOCK_STREAM, 1) <= 0 ||
      (sd_is_socket_inet(fd, AF_INET, SOCK_STREAM, 1, 0) <= 0 &&
       sd_is_socket_inet(fd, AF_INET6, SOCK_STREAM, 1, 0) <= 0))
    return fail(ErrorCode::Usage,
                "the socket the manager passes is no listening TCP socket: ListenStream= of "
                "filon-searchd.socket must be address:port");
  fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
  return std::optional(fd);
}

void tell_ready(const std::string& status) { sd_notify(0, ("READY=1\nSTATUS=" + status).c_str()); }

void tell_stopping() { sd_notify(0, "STOPPING=1"); }

Watchdog::Watchdog(std::string host, int port) {
  const auto interval = watch_interval();
  if (!interval) return;
  thread_ =
      std::jthread([host = reachable(host), port, interval = *interval](
                       const std::stop_token& stop) { keep_telling(stop, host, port, interval); });
}

Watchdog::~Watchdog() = default;

}  // namespace filon
