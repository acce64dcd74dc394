#include <benchmark/benchmark.h>

#include <string>

#include "searchd/suggest.h"
#include "tests/integration/test_index.h"

// Suggestions among twenty thousand structures, for each key of what is typed: the figure of
// searchd/README.md.

namespace filon {
namespace {

constexpr int structures = 20000;

const TestIndex& crowded_index() {
  static const TestIndex index([] {
    static constexpr std::array firsts = {"Atelier", "Jardins",  "Régie",  "Association",
                                          "Envol",   "Services", "Relais", "Chantier",
                                          "Emploi",  "Tremplin"};
    const Territories& places = shipped_tables().territories;
    std::vector<Structure> records;
    for (int i = 0; i < structures; ++i)
      records.push_back(
          workshop(i, fmt::format("{} de {} {}", firsts[static_cast<size_t>(i) % firsts.size()],
                                  places[static_cast<PlaceId>(i)].name, i / 7)));
    return records;
  }());
  return index;
}

// All the beginnings of a line, one key after the other; the time is that of one key.
void suggest_each_key(benchmark::State& state, const std::string& line) {
  const TestIndex& index = crowded_index();
  for (auto _ : state)
    for (size_t size = 1; size <= line.size(); ++size)
      benchmark::DoNotOptimize(
          suggest(line.substr(0, size), 10, "s", *index.snapshot(), shipped_tables()));
  state.counters["per_key"] = benchmark::Counter(
      static_cast<double>(line.size()),
      benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

const bool registered = [] {
  for (const char* line :
       {"traiteur", "jardins de saint", "nettoyage des locaux", "association", "besancon",
        "blanhcisserie", "entretein des espaces verts", "chantier d'insertion", "emmaus dijon",
        "tremplin de villeneuve 12", "qzqzqzqzqz", "a"})
    benchmark::RegisterBenchmark(
        line, [line](benchmark::State& state) { suggest_each_key(state, line); });
  return true;
}();

}  // namespace
}  // namespace filon
