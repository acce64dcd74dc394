#pragma once

#include <memory>
#include <vector>

#include "searchd/searcher.h"
#include "searchd/tables.h"
#include "tests/bench/bench_query.h"

namespace filon {

/// What a benchmark needs at hand: the tables, the generation an index folder serves, the log.
struct Bench {
  std::unique_ptr<const Tables> tables;
  std::shared_ptr<const Snapshot> snapshot;
  std::vector<BenchQuery> queries;
  Today today;

  /// NotFound when the folder serves no generation.
  static Result<Bench> open(const std::filesystem::path& index, const std::filesystem::path& log);

  /// Exits with the query's id and the problem when the API would refuse it: a log that asks what
  /// cannot be asked measures nothing.
  SearchRequest request(const BenchQuery& query, const std::string& seed) const;
};

}  // namespace filon
