#include "searchd/metrics.h"

#include <httplib.h>

#include <ctime>

#include "searchd/http/guard_server.h"
#include "searchd/http/reception.h"
#include "searchd/http/router.h"

namespace filon {
namespace {

template <class Value>
std::string metric(std::string_view name, std::string_view type, std::string_view help,
                   Value value) {
  return fmt::format("# HELP filon_{0} {1}\n# TYPE filon_{0} {2}\nfilon_{0} {3}\n", name, help,
                     type, value);
}

/// Seconds since 1970 of "2026-11-24T08:10:15Z"; 0 of anything else.
long long instant(const std::string& iso) {
  std::tm parts{};
  return strptime(iso.c_str(), "%Y-%m-%dT%H:%M:%SZ", &parts) == nullptr ? 0 : timegm(&parts);
}

std::string index_metrics(const Snapshot& snapshot) {
  const Manifest& manifest = snapshot.manifest;
  return metric("index_ready", "gauge", "1 while an index is served.", snapshot.ready ? 1 : 0) +
         metric("index_generation", "gauge", "Generation served.", manifest.generation) +
         metric("index_structures", "gauge", "Structures in it.", manifest.structures) +
         metric("index_built_timestamp_seconds", "gauge", "When it was built.",
                instant(manifest.built_at));
}

std::string guard_metrics(const GuardCounts& guard) {
  return metric("connections_total", "counter", "Connections accepted.", guard.connections.load()) +
         metric("refused_total", "counter", "Requests malformed, too big or too slow.",
                guard.refused.load()) +
         metric("shed_total", "counter", "Requests refused for want of room (503, 429).",
                guard.shed.load()) +
         metric("cut_total", "counter", "Answers whose reader went or was too slow.",
                guard.cut.load()) +
         metric("requests_waiting", "gauge", "Requests that wait for a worker.",
                guard.waiting.load());
}

}  // namespace

void Metrics::count(const Exchange& exchange) {
  const double seconds = std::chrono::duration<double>(exchange.time).count();
  const std::lock_guard guard(lock_);
  ++requests_[{exchange.request.route, exchange.status}];
  ++answered_;
  bytes_ += exchange.bytes;
  seconds_ += seconds;
  for (size_t i = 0; i < bounds.size(); ++i) within_[i] += seconds <= bounds[i];
}

std::string Metrics::histogram() const {
  std::string text =
      "# HELP filon_request_seconds Time of a worker with a request, writing included.\n"
      "# TYPE filon_request_seconds histogram\n";
  for (size_t i = 0; i < bounds.size(); ++i)
    text += fmt::format("filon_request_seconds_bucket{{le=\"{}\"}} {}\n", bounds[i], within_[i]);
  return text + fmt::format(
                    "filon_request_seconds_bucket{{le=\"+Inf\"}} {0}\n"
                    "filon_request_seconds_sum {1}\nfilon_request_seconds_count {0}\n",
                    answered_, seconds_);
}

std::string Metrics::text(const Snapshot& snapshot) const {
  std::string text = index_metrics(snapshot);
  if (guard_ != nullptr) text += guard_metrics(*guard_);
  const std::lock_guard guard(lock_);
  text += metric("response_bytes_total", "counter", "Bytes written, headers included.", bytes_);
  text +=
      "# HELP filon_requests_total Answers, by route and status.\n"
      "# TYPE filon_requests_total counter\n";
  for (const auto& [key, count] : requests_)
    text += fmt::format("filon_requests_total{{route=\"{}\",status=\"{}\"}} {}\n",
                        key.first.empty() ? "none" : key.first, key.second, count);
  return text + histogram();
}

void add_metrics_route(Router& router, const Service& service, const Metrics& metrics) {
  router.add("GET", "/metrics",
             [&service, &metrics](const HttpRequest&, httplib::Response& response) {
               response.set_header("Cache-Control", "no-store");
               response.set_content(metrics.text(*service.index.snapshot()),
                                    "text/plain; version=0.0.4; charset=utf-8");
             });
}

}  // namespace filon
