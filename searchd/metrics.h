#pragma once

#include <array>
#include <filesystem>
#include <map>
#include <mutex>
#include <string>

#include "searchd/api.h"

namespace filon {

struct Exchange;
struct GuardCounts;

/// What /metrics tells: requests by route and status, their time, what the guard refused. Routes
/// are patterns ("/structures/{id}"), so that no visitor can make the list grow.
class Metrics {
 public:
  /// `reindex_report`: where the indexer writes its report (--reindex-report); empty: not told.
  explicit Metrics(std::filesystem::path reindex_report = {})
      : reindex_report_(std::move(reindex_report)) {}

  /// From any thread, after each answer.
  void count(const Exchange& exchange);
  /// The guard's own counts; they must outlive this. Before the server runs.
  void watch(const GuardCounts& guard) { guard_ = &guard; }

  /// The Prometheus text format, version 0.0.4.
  std::string text(const IndexKeeper& index) const;

 private:
  /// Upper bounds in seconds of the histogram.
  static constexpr std::array<double, 9> bounds = {0.001, 0.005, 0.01, 0.025, 0.05,
                                                   0.1,   0.25,  1,    5};
  std::string histogram() const;

  const std::filesystem::path reindex_report_;
  mutable std::mutex lock_;
  std::map<std::pair<std::string, int>, uint64_t> requests_;  ///< by route and status
  std::array<uint64_t, bounds.size()> within_{};              ///< cumulative
  uint64_t answered_ = 0, bytes_ = 0;
  double seconds_ = 0;
  const GuardCounts* guard_ = nullptr;
};

/// Adds /metrics.
void add_metrics_route(Router& router, const Service& service, const Metrics& metrics);

}  // namespace filon
