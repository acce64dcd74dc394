#include "searchd/match/ranking.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <numeric>
#include <string>
#include <vector>

#include "annuaire/data_dir.h"

namespace filon {
namespace {

TEST(Ranking, WeighsFieldsByTheOneTableBestFirst) {
  const auto weights = load_field_weights(data_dir());
  ASSERT_TRUE(weights) << weights.error().message;
  const auto of = [&](TextField field) { return (*weights)[static_cast<size_t>(field)]; };
  EXPECT_GT(of(TextField::SectorDeclared), of(TextField::SectorInferred));
  EXPECT_GT(of(TextField::SectorInferred), of(TextField::Name));
  EXPECT_GT(of(TextField::Name), of(TextField::Offer));
  EXPECT_GT(of(TextField::Offer), of(TextField::Description));
}

TEST(Ranking, CountsTheBestFieldOfAWordAlone) {
  const auto weights = load_field_weights(data_dir());
  const auto bit = [](TextField field) {
    return static_cast<uint16_t>(1u << static_cast<unsigned>(field));
  };
  const uint16_t name = bit(TextField::Name), both = name | bit(TextField::Description);
  EXPECT_EQ(best_weight(*weights, both), best_weight(*weights, name));
  EXPECT_EQ(best_weight(*weights, 0), 0);
}

TEST(Ranking, RefusesAWeightThatIsNoneAndNamesTheLine) {
  const auto folder =
      std::filesystem::temp_directory_path() / ("filon-ranking-" + std::to_string(getpid()));
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "ranking.tsv") << "field\tweight\nname\theavy\n";
  const auto weights = load_field_weights(folder);
  std::filesystem::remove_all(folder);
  ASSERT_FALSE(weights);
  EXPECT_NE(weights.error().message.find("ranking.tsv:2"), std::string::npos)
      << weights.error().message;
}

TEST(Ranking, GivesARareWordMoreUpToALimit) {
  EXPECT_EQ(rarity_step(1000, 1000), 1);
  EXPECT_EQ(rarity_step(1000, 500), 2);
  EXPECT_EQ(rarity_step(1000, 250), 3);
  EXPECT_EQ(rarity_step(1000000, 1), 12);
}

TEST(Ranking, KnowsDistancesInBandsAlone) {
  struct Case {
    double km;
    int band;
  };
  for (const Case& c : {Case{0, 0}, Case{10, 0}, Case{10.1, 1}, Case{25, 1}, Case{25.1, 2},
                        Case{50, 2}, Case{50.1, 3}, Case{100, 3}, Case{100.1, 4}, Case{9000, 4}}) {
    SCOPED_TRACE(c.km);
    EXPECT_EQ(distance_band(c.km), c.band);
  }
}

TEST(Ranking, OrdersByScoreThenPlaceThenBandThenTheShuffle) {
  const RankKey best = rank_key(20, PlaceClass::National, 4, 9);
  EXPECT_LT(best, rank_key(19, PlaceClass::Located, 0, 1));
  EXPECT_LT(rank_key(20, PlaceClass::Located, 4, 9), rank_key(20, PlaceClass::Serves, 0, 1));
  EXPECT_LT(rank_key(20, PlaceClass::Located, 1, 9), rank_key(20, PlaceClass::Located, 2, 1));
  EXPECT_LT(rank_key(20, PlaceClass::Located, 1, 1), rank_key(20, PlaceClass::Located, 1, 9));
}

TEST(Ranking, PutsEitherOfTwoEqualsFirstUnderHalfOfTheSeeds) {
  for (const auto& [a, b] : {std::pair{"21000000000011", "21000000000029"},
                             std::pair{"carteco-1", "carteco-2"}, std::pair{"a", "b"}}) {
    int first = 0;
    for (int day = 0; day < 10'000; ++day) {
      const uint64_t seed = stable_hash("2026-11-24-" + std::to_string(day));
      first += shuffle_key(stable_hash(a), seed) < shuffle_key(stable_hash(b), seed);
    }
    EXPECT_NEAR(first, 5000, 250) << a << ' ' << b;  // five standard deviations
  }
}

// Many more seeds than structures; those of one deck stand together, and anywhere.
TEST(Ranking, PutsEachStructureAtAnyPlaceWhateverItsDeck) {
  constexpr int structures = 300, days = 4'000;
  std::vector<uint64_t> hashes, places(structures);
  for (int i = 0; i < structures; ++i) hashes.push_back(stable_hash("s" + std::to_string(i)));
  std::vector<int> firsts(structures), numbers(structures);
  std::iota(numbers.begin(), numbers.end(), 0);
  for (int day = 0; day < days; ++day) {
    const uint64_t seed = stable_hash("day " + std::to_string(day));
    std::sort(numbers.begin(), numbers.end(), [&](int a, int b) {
      return shuffle_key(hashes[a], seed) < shuffle_key(hashes[b], seed);
    });
    for (size_t place = 0; place < numbers.size(); ++place) places[numbers[place]] += place;
    for (int place = 0; place < structures / 10; ++place) ++firsts[numbers[place]];
  }
  for (int i = 0; i < structures; ++i) {
    SCOPED_TRACE(i);
    EXPECT_NEAR(static_cast<double>(places[i]) / days, (structures - 1) / 2.0, 7);  // 5 deviations
    EXPECT_NEAR(firsts[i], days / 10, 95);                                          // the same
  }
}

TEST(Ranking, BeginsTheKeysOfADeckWithItsOwn) {
  for (int i = 0; i < 1'000; ++i) {
    const uint64_t id = stable_hash("s" + std::to_string(i)), seed = stable_hash("day");
    EXPECT_EQ(shuffle_key(id, seed) >> 40, deck_key(deck_of(id), seed) >> 40);
    EXPECT_GE(shuffle_key(id, seed), deck_key(deck_of(id), seed));
  }
}

}  // namespace
}  // namespace filon
