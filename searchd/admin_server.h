#pragma once

#include <memory>
#include <string>
#include <thread>

#include "searchd/http/guard_server.h"
#include "searchd/http/router.h"

namespace filon {

class Metrics;
struct Service;

/// Answers /metrics, /readyz and /healthz on a listener of its own (--admin-listen), with threads
/// of its own: a monitor is answered while visitors fill every queue, and visitors do not see it.
class AdminServer {
 public:
  /// Takes the listener over and answers until it is destroyed; the others must outlive it.
  AdminServer(int listener, const Service& service, const Metrics& metrics);
  ~AdminServer();

 private:
  Router router_;
  std::unique_ptr<GuardServer> server_;
  std::jthread thread_;
};

}  // namespace filon
