// Answers every query of a log in process and writes a line for each: id, kind, total,
// microseconds (the median of the passes), first document, checksum over the facets, records shown.
//   bench_replay INDEX LOG OUT [PASSES] [THREADS] [ranked|whole]
// ranked: from the parsed request, as other engines' drivers have it, to total, named facets and
// the names of the page; whole: from the parameters to the default answer with its JSON. Then the
// questions answered a second on THREADS.
#include <fmt/core.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <thread>

#include "searchd/search_json.h"
#include "tests/bench/checksum.h"

namespace filon {
namespace {

struct Answered {
  uint64_t total = 0;
  uint32_t first = 0;
  size_t shown = 0;
};

Answered answer_ranked(const Bench& bench, const SearchRequest& request) {
  const Ranked ranked = rank(request, bench.snapshot, *bench.tables, bench.today);
  Answered answered{ranked.result.total, 0, 0};
  if (!ranked.hits.empty()) answered.first = ranked.hits.front().document + 1;
  for (const Hit& hit : ranked.hits)
    answered.shown += !bench.snapshot->image->shown_names[hit.document].empty();
  return answered;
}

Answered answer_whole(const Bench& bench, const SearchRequest& request) {
  const auto found = search(request, bench.snapshot, *bench.tables, bench.today);
  if (!found) {
    fmt::print(stderr, "'{}': {}\n", request.q, found.error().reason_en);
    std::exit(1);
  }
  const std::string json = to_json(*found, *bench.tables);
  return {found->total, found->found.empty() ? 0 : found->found.front().hit.document + 1,
          json.empty() ? 0 : found->found.size()};
}

struct Mode {
  Answered (*answer)(const Bench&, const SearchRequest&);
  bool all_facets;
};

SearchRequest request_of(const Bench& bench, const BenchQuery& query, const std::string& seed,
                         const Mode& mode) {
  SearchRequest request = bench.request(query, seed);
  if (mode.all_facets)
    for (const FacetInfo& info : facets)
      request.wanted_facets[static_cast<size_t>(info.facet)] = info.facet != Facet::Zone;
  return request;
}

// A seed of its own for each pass, so that no answer kept from the pass before is met; but browsing
// without words is the case kept answers are made for.
std::string seed_of_pass(const BenchQuery& query, size_t pass) {
  return query.text.empty() && query.kind == "B" ? "bench" : fmt::format("bench-{}", pass);
}

double micros_of(const auto& work) {
  const auto begin = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - begin)
      .count();
}

void write_lines(const Bench& bench, const Mode& mode, size_t passes, std::FILE* out) {
  std::vector<std::vector<double>> micros(bench.queries.size());
  std::vector<Answered> answered(bench.queries.size());
  for (size_t pass = 0; pass <= passes; ++pass)  // the first warms up
    for (size_t i = 0; i < bench.queries.size(); ++i) {
      const BenchQuery& query = bench.queries[i];
      const SearchRequest request = request_of(bench, query, seed_of_pass(query, pass), mode);
      const double taken = micros_of([&] { answered[i] = mode.answer(bench, request); });
      if (pass > 0) micros[i].push_back(taken);
    }
  for (size_t i = 0; i < bench.queries.size(); ++i) {
    const BenchQuery& query = bench.queries[i];
    const SearchRequest request = bench.request(query, "check");
    const Ranked ranked = rank(request, bench.snapshot, *bench.tables, bench.today);
    const auto middle = micros[i].begin() + static_cast<ptrdiff_t>(micros[i].size() / 2);
    std::nth_element(micros[i].begin(), middle, micros[i].end());
    fmt::print(out, "{}\t{}\t{}\t{:.1f}\t{}\t{}\t{}\n", query.id, query.kind, answered[i].total,
               *middle, answered[i].first, facet_checksum(bench, request, ranked.result),
               answered[i].shown);
  }
}

double rate_on(const Bench& bench, const Mode& mode, size_t threads) {
  std::vector<SearchRequest> requests;
  for (const BenchQuery& query : bench.queries)
    requests.push_back(request_of(bench, query, seed_of_pass(query, SIZE_MAX), mode));
  const double micros = micros_of([&] {
    std::vector<std::jthread> workers;
    for (size_t t = 0; t < threads; ++t)
      workers.emplace_back([&, t] {
        for (size_t i = t; i < requests.size(); i += threads) mode.answer(bench, requests[i]);
      });
  });
  return static_cast<double>(bench.queries.size()) / micros * 1e6;
}

int replay(int argc, char** argv) {
  if (argc < 4)
    return fmt::print(stderr, "bench_replay INDEX LOG OUT [PASSES] [THREADS] [ranked|whole]\n"), 2;
  const auto bench = Bench::open(argv[1], argv[2]);
  if (!bench) return fmt::print(stderr, "bench_replay: {}\n", bench.error().message), 1;
  const auto passes = static_cast<size_t>(argc > 4 ? std::max(1, std::atoi(argv[4])) : 3);
  const auto threads = static_cast<size_t>(argc > 5 ? std::max(1, std::atoi(argv[5])) : 2);
  const bool whole = argc > 6 && std::string_view(argv[6]) == "whole";
  const Mode mode = whole ? Mode{answer_whole, true} : Mode{answer_ranked, false};
  std::FILE* const out = std::fopen(argv[3], "w");
  if (!out) return fmt::print(stderr, "bench_replay: {}: cannot be written\n", argv[3]), 1;
  write_lines(*bench, mode, passes, out);
  if (std::fclose(out) != 0)
    return fmt::print(stderr, "bench_replay: {}: the disk refused it\n", argv[3]), 1;
  fmt::print("{:.0f} queries a second on {} threads\n", rate_on(*bench, mode, threads), threads);
  return 0;
}

}  // namespace
}  // namespace filon

int main(int argc, char** argv) { return filon::replay(argc, argv); }
