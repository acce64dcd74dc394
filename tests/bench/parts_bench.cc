// The parts each lever stands on, beside what they replaced; on numbers of their own making.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <random>
#include <string>

#include "annuaire/circle.h"
#include "annuaire/letter_set.h"
#include "annuaire/text.h"
#include "searchd/match/top_hits.h"

namespace filon {
namespace {

constexpr Point dijon{47.32, 5.04};

std::vector<Point> points_of_france() {
  std::mt19937 dice(1);
  std::uniform_real_distribution<double> lat(42, 51), lon(-4, 8);
  std::vector<Point> points(10'000);
  for (Point& point : points) point = {lat(dice), lon(dice)};
  return points;
}

void BM_CircleHolds(benchmark::State& state) {
  const auto points = points_of_france();
  const Circle circle(dijon, 100);
  for (auto _ : state)
    for (const Point point : points) benchmark::DoNotOptimize(circle.holds(point));
  state.SetItemsProcessed(state.iterations() * static_cast<int64_t>(points.size()));
}
BENCHMARK(BM_CircleHolds);

void BM_DistanceWithin(benchmark::State& state) {
  const auto points = points_of_france();
  for (auto _ : state)
    for (const Point point : points) benchmark::DoNotOptimize(distance_km(dijon, point) <= 100);
  state.SetItemsProcessed(state.iterations() * static_cast<int64_t>(points.size()));
}
BENCHMARK(BM_DistanceWithin);

void BM_TopHits(benchmark::State& state) {
  for (auto _ : state) {
    TopHits top(20);
    for (uint32_t document = 0; document < 100'000; ++document)
      top.add({{0, shuffle_key(document, 42)}, document, 0, PlaceClass::None});
    benchmark::DoNotOptimize(top.take_from(0));
  }
  state.SetItemsProcessed(state.iterations() * 100'000);
}
BENCHMARK(BM_TopHits);

std::vector<std::string> invented_words() {
  std::mt19937 dice(2);
  std::vector<std::string> words(20'000);
  for (std::string& word : words)
    for (size_t i = 0; i < 4 + dice() % 8; ++i) word += "aeioubcdflmnprstv"[dice() % 17];
  return words;
}

void BM_NearWords(benchmark::State& state) {
  const auto words = invented_words();
  LetterSets letters;
  for (const std::string& word : words) letters.add(word);
  const bool letters_first = state.range(0) != 0;
  const std::string typed = "menuisreie";
  for (auto _ : state) {
    const auto look = [&](size_t i) {
      benchmark::DoNotOptimize(edit_distance(typed, words[i], 2));
    };
    if (letters_first)
      letters.for_each_near(typed, 2, look);
    else
      for (size_t i = 0; i < words.size(); ++i) look(i);
  }
  state.SetItemsProcessed(state.iterations() * static_cast<int64_t>(words.size()));
}
BENCHMARK(BM_NearWords)->Arg(0)->Arg(1)->ArgName("letters_first");

}  // namespace
}  // namespace filon
