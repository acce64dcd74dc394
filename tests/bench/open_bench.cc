#include "tests/bench/open_bench.h"

#include <fmt/core.h>

#include <cstdlib>

#include "annuaire/data_dir.h"
#include "searchd/index_keeper.h"

namespace filon {

Result<Bench> Bench::open(const std::filesystem::path& index, const std::filesystem::path& log) {
  auto tables = Tables::load(data_dir());
  if (!tables) return std::move(tables).failure();
  auto queries = read_bench_queries(log);
  if (!queries) return std::move(queries).failure();
  Bench bench;
  bench.tables = std::make_unique<const Tables>(*std::move(tables));
  bench.queries = *std::move(queries);
  bench.snapshot = IndexKeeper(index, *bench.tables).snapshot();
  bench.today = paris_day(std::chrono::system_clock::now());
  if (!bench.snapshot->ready)
    return fail(ErrorCode::NotFound, "{}: no generation to serve; run filon-indexer first",
                index.string());
  return bench;
}

SearchRequest Bench::request(const BenchQuery& query, const std::string& seed) const {
  auto request =
      parse_search_request(parameters_of(query, seed), *tables, *snapshot, Strictness::Strict);
  if (request) return *std::move(request);
  fmt::print(stderr, "query {}: parameter {}, value '{}': {}\n", query.id, request.error().param,
             request.error().value, request.error().reason_en);
  std::exit(1);
}

}  // namespace filon
