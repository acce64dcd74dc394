#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <thread>

#include "annuaire/result.h"

namespace filon {

// What systemd and a service tell each other (sd_listen_fds(3), sd_notify(3)). Everything here does
// nothing when no manager started the program.

/// The listening socket a .socket unit holds for us, non-blocking; none when there is none. More
/// than one, or one that is not a listening TCP socket, is a Usage error that says so.
Result<std::optional<int>> inherited_listener();

/// Tells the manager that requests are answered from now on; `status` is shown by systemctl.
void tell_ready(const std::string& status);
/// Tells the manager that the program is finishing what runs.
void tell_stopping();

/// Tells the manager at half the time it set (WatchdogSec) that the daemon still answers: asks its
/// own /healthz over the socket it listens on, so that a server that hangs is started anew.
class Watchdog {
 public:
  /// `port` as port_of() gives it, of a listener on `host`; any host but an address is the
  /// loopback.
  Watchdog(std::string host, int port);
  ~Watchdog();

 private:
  std::jthread thread_;
};

}  // namespace filon
