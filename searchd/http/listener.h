#pragma once

#include <string>

#include "annuaire/result.h"

namespace filon {

/// A non-blocking listening socket on host:port, for GuardServer::serve, which takes it over. The
/// host is an address or a name ("127.0.0.1", "::1", "[::1]", "localhost"; "" for every address);
/// port 0 picks a free one.
Result<int> open_listener(const std::string& host, int port);

/// The port a listening socket is bound to.
Result<int> port_of(int listener);

}  // namespace filon
