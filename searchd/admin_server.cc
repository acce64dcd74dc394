#include "searchd/admin_server.h"

#include "searchd/api.h"
#include "searchd/log.h"
#include "searchd/metrics.h"

namespace filon {
namespace {

GuardLimits few() {
  GuardLimits limits;
  limits.workers = 2;
  limits.queued_requests = 32;
  limits.connections = 64;
  return limits;
}

}  // namespace

AdminServer::AdminServer(int listener, const Service& service, const Metrics& metrics) {
  add_health_routes(router_, service);
  add_metrics_route(router_, service, metrics);
  server_ = std::make_unique<GuardServer>(
      few(), [this](HttpRequest& request, auto& response) { router_.answer(request, response); });
  thread_ = std::jthread([this, listener] {
    if (const Status served = server_->serve(listener); !served)
      log_event("error", "monitoring is not answered any more", served.error().message);
  });
}

AdminServer::~AdminServer() { server_->stop(); }

}  // namespace filon
