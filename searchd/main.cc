#include <fmt/core.h>
#include <sys/resource.h>

#include <csignal>
#include <cstdlib>
#include <fstream>
#include <thread>

#include "annuaire/data_dir.h"
#include "searchd/admin_server.h"
#include "searchd/api.h"
#include "searchd/exports/export_routes.h"
#include "searchd/finish.h"
#include "searchd/http/guard_server.h"
#include "searchd/http/listener.h"
#include "searchd/http/router.h"
#include "searchd/log.h"
#include "searchd/metrics.h"
#include "searchd/openapi.h"
#include "searchd/options.h"
#include "searchd/pages/pages.h"
#include "searchd/pages/plans_page.h"
#include "searchd/plans/plan_routes.h"
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

Status write_port(const std::filesystem::path& file, int port) {
  if (file.empty()) return done();
  // Whole or not there: a script that waits for the file must not read half a number.
  const auto part = file.string() + ".part";
  std::ofstream(part) << port << '\n';
  std::error_code error;
  std::filesystem::rename(part, file, error);
  if (error) return fail(ErrorCode::Disk, "{}: {}", file.string(), error.message());
  return done();
}

// Often 1,024 at first, fewer than the connections that the guard takes on.
void raise_descriptor_limit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
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

GuardLimits guard_limits(const DaemonOptions& options) {
  GuardLimits limits;
  limits.workers = options.workers;
  limits.connections_per_client = options.connections_per_client;
  limits.larger_bodies = plan_bodies();
  limits.larger_bodies.push_back(plans_page_body());
  limits.long_paths = export_paths();
  for (const std::string& proxy : options.trusted_proxy)
    if (auto range = AddressRange::parse(proxy)) limits.trusted_proxies.push_back(*range);
  return limits;
}

// The platform is one more of the links that pages and answers give, wherever the need is.
void add_platform(const DaemonOptions& options, Tables& tables) {
  if (options.platform_url.empty()) return;
  tables.links.push_back({tables.territories.france(), options.platform_name,
                          "Plateforme de l'acheteur : publier et répondre", options.platform_url});
}

// A socket of the manager's wins over --listen: it holds the port while the daemon is replaced.
Result<int> find_listener(const DaemonOptions& options) {
  const auto inherited = inherited_listener();
  if (!inherited) return fail(inherited.error());
  return *inherited ? **inherited : open_listener(options.listen.host, options.listen.port);
}

Status add_routes(Router& router, const Service& service, const DaemonOptions& options) {
  add_api_routes(router, service);
  add_health_routes(router, service);
  if (Status added = add_page_routes(router, service, options.web_root, page_settings(options));
      !added)
    return added;
  router.set_finisher(finisher(options));
  return add_openapi_route(router, options.web_root);
}

Result<std::unique_ptr<AdminServer>> start_admin(const DaemonOptions& options,
                                                 const Service& service, const Metrics& metrics) {
  const auto listener = open_listener(options.admin_listen->host, options.admin_listen->port);
  if (!listener) return fail(listener.error());
  const auto port = port_of(*listener);
  if (!port) return fail(port.error());
  auto server = std::make_unique<AdminServer>(*listener, service, metrics);
  if (Status written = write_port(options.admin_port_file, *port); !written)
    return std::move(written).failure();
  log_event("info", "monitoring", fmt::format("http://{}:{}", options.admin_listen->host, *port));
  return server;
}

/// Answers on the listener until a signal comes.
Status answer(GuardServer& server, const DaemonOptions& options, int listener, sigset_t signals) {
  const auto port = port_of(listener);
  if (!port) return fail(port.error());
  if (Status written = write_port(options.port_file, *port); !written) return written;
  std::jthread stopper([&server, signals] {
    int signal = 0;
    sigwait(&signals, &signal);
    tell_stopping();
    server.stop();
  });
  const std::string address = fmt::format("http://{}:{}", options.listen.host, *port);
  log_event("info", "listening", address);
  tell_ready(address);
  const Watchdog watchdog(options.listen.host, *port);
  Status served = server.serve(listener);
  pthread_kill(stopper.native_handle(), SIGTERM);  // it may still wait when serving failed
  return served;
}

int serve(const DaemonOptions& options, sigset_t signals) {
  auto tables = Tables::load(data_dir());
  if (!tables) return refuse_to_start(tables.error());
  add_platform(options, *tables);
  IndexKeeper index(options.index, *tables, options.keep_answers << 20);
  const Service service{*tables, index, options.public_url};
  Metrics metrics(options.reindex_report);
  Router router;
  if (const Status added = add_routes(router, service, options); !added)
    return refuse_to_start(added.error());
  if (!options.admin_listen) add_metrics_route(router, service, metrics);

  GuardServer server(
      guard_limits(options),
      [&](HttpRequest& request, auto& response) { router.answer(request, response); },
      [&metrics](const Exchange& exchange) { metrics.count(exchange); });
  metrics.watch(server.counts());
  const auto listener = find_listener(options);
  if (!listener) return refuse_to_start(listener.error());
  std::unique_ptr<AdminServer> admin;
  if (options.admin_listen) {
    auto started = start_admin(options, service, metrics);
    if (!started) return refuse_to_start(started.error());
    admin = *std::move(started);
  }
  index.watch();
  const Status served = answer(server, options, *listener, signals);
  return served ? 0 : refuse_to_start(served.error());
}

}  // namespace
}  // namespace filon

int main(int argc, char** argv) {
  const sigset_t signals = filon::block_signals();
  const auto options = filon::read_daemon_options(argc, argv);
  if (!options) return filon::refuse_to_start(options.error());
  if (!options->help.empty()) return fmt::print("{}", options->help), 0;
  if (options->print_config) return fmt::print("{}", filon::to_config(*options)), 0;
  filon::raise_descriptor_limit();
  return filon::serve(*options, signals);
}
