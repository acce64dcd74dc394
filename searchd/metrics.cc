#include "searchd/metrics.h"

#include <httplib.h>

#include "searchd/http/guard_server.h"
#include "searchd/http/reception.h"
#include "searchd/http/router.h"
#include "searchd/index_metrics.h"
#include "searchd/metric_text.h"
#include "searchd/reindex_metrics.h"

namespace filon {
namespace {

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
  std::string text = metric_head("request_seconds", "histogram",
                                 "Time of a worker with a request, writing included.");
  for (size_t i = 0; i < bounds.size(); ++i)
    text += fmt::format("filon_request_seconds_bucket{{le=\"{}\"}} {}\n", bounds[i], within_[i]);
  return text + fmt::format(
                    "filon_request_seconds_bucket{{le=\"+Inf\"}} {0}\n"
                    "filon_request_seconds_sum {1}\nfilon_request_seconds_count {0}\n",
                    answered_, seconds_);
}

std::string Metrics::text(const IndexKeeper& index) const {
  std::string text =
      index_metrics(*index.snapshot(), index.refused()) + reindex_metrics(reindex_report_);
  if (guard_ != nullptr) text += guard_metrics(*guard_);
  const std::lock_guard guard(lock_);
  text += metric("response_bytes_total", "counter", "Bytes written, headers included.", bytes_);
  text += metric_head("requests_total", "counter", "Answers, by route and status.");
  for (const auto& [key, count] : requests_)
    text += fmt::format("filon_requests_total{{route=\"{}\",status=\"{}\"}} {}\n",
                        key.first.empty() ? "none" : key.first, key.second, count);
  return text + histogram();
}

void add_metrics_route(Router& router, const Service& service, const Metrics& metrics) {
  router.add("GET", "/metrics",
             [&service, &metrics](const HttpRequest&, httplib::Response& response) {
               response.set_header("Cache-Control", "no-store");
               response.set_content(metrics.text(service.index),
                                    "text/plain; version=0.0.4; charset=utf-8");
             });
}

}  // namespace filon
