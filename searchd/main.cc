#include <fmt/core.h>

#include <csignal>
#include <cstdlib>
#include <fstream>
#include <thread>

#include "annuaire/data_dir.h"
#include "searchd/api.h"
#include "searchd/finish.h"
#include "searchd/http/guard_server.h"
#include "searchd/http/listener.h"
#include "searchd/http/router.h"
#include "searchd/log.h"
#include "searchd/metrics.h"
#include "searchd/openapi.h"
#include "searchd/options.h"
#include "searchd/pages/pages.h"
#include "searchd/service_manager.h"

namespace filon {
namespace {

int refuse_to_start(const Error& error) {
  fmt::print(stderr, "filon-searchd: {}\n", error.message);
  return error.code == ErrorCode::Usage ? 2 : 1;
}

// Signals go to one thread that waits for them: a handler may do nearly nothing.
sigset_t block_signals() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGTERM);
  sigaddset(&set, SIGINT);
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
  return set;
}

Status write_port(const DaemonOptions& options, int port) {
  if (options.port_file.empty()) return done();
  // Whole or not there: a script that waits for the file must not read half a number.
  const auto part = options.port_file.string() + ".part";
  std::ofstream(part) << port << '\n';
  std::error_code error;
  std::filesystem::rename(part, options.port_file, error);
  if (error)
    return fail(ErrorCode::Disk, "--port-file: {}: {}", options.port_file.string(),
                error.message());
  return done();
}

PageSettings page_settings(const DaemonOptions& options) {
  const char* const demo = std::getenv("FILON_DEMO");
  return {.demo = demo && std::string_view(demo) == "1",
          .frames = options.allow_frame,
          .tile_url = options.tile_url,
          .tile_credit = options.tile_credit,
          .contact = options.contact,
          .public_url = options.public_url};
}

// A socket of the manager's wins over --listen: it holds the port while the daemon is replaced.
Result<int> find_listener(const DaemonOptions& options) {
  const auto inherited = inherited_listener();
  if (!inherited) return fail(inherited.error());
  return *inherited ? **inherited : open_listener(options.host, options.port);
}

int serve(const DaemonOptions& options, sigset_t signals) {
  const auto tables = Tables::load(data_dir());
  if (!tables) return refuse_to_start(tables.error());
  IndexKeeper index(options.index, *tables);
  const Service service{*tables, index, options.public_url};
  Router router;
  add_api_routes(router, service);
  if (const auto added = add_page_routes(router, service, options.web_root, page_settings(options));
      !added)
    return refuse_to_start(added.error());
  if (const auto added = add_openapi_route(router, options.web_root); !added)
    return refuse_to_start(added.error());
  Metrics metrics;
  add_metrics_route(router, service, metrics);
  router.set_finisher(finisher(options));

  GuardLimits limits;
  limits.workers = options.workers;
  GuardServer server(
      limits, [&](HttpRequest& request, auto& response) { router.answer(request, response); },
      [&metrics](const Exchange& exchange) { metrics.count(exchange); });
  metrics.watch(server.counts());
  const auto listener = find_listener(options);
  if (!listener) return refuse_to_start(listener.error());
  const auto port = port_of(*listener);
  if (!port) return refuse_to_start(port.error());
  index.watch();
  std::jthread stopper([&server, signals] {
    int signal = 0;
    sigwait(&signals, &signal);
    tell_stopping();
    server.stop();
  });
  if (const auto written = write_port(options, *port); !written)
    return refuse_to_start(written.error());
  const std::string address = fmt::format("http://{}:{}", options.host, *port);
  log_event("info", "listening", address);
  tell_ready(address);
  const Watchdog watchdog(options.host, *port);
  const auto served = server.serve(*listener);
  pthread_kill(stopper.native_handle(), SIGTERM);  // it may still wait when serving failed
  if (!served) return refuse_to_start(served.error());
  return 0;
}

}  // namespace
}  // namespace filon

int main(int argc, char** argv) {
  const sigset_t signals = filon::block_signals();
  const auto options = filon::read_daemon_options(argc, argv);
  if (!options) return filon::refuse_to_start(options.error());
  if (!options->help.empty()) return fmt::print("{}", options->help), 0;
  if (options->print_config) return fmt::print("{}", filon::to_config(*options)), 0;
  return filon::serve(*options, signals);
}
