#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <random>

#include "annuaire/data_dir.h"
#include "tests/relevance/answers.h"

namespace filon {
namespace {

const Tables& tables() {
  static const Result<Tables> loaded = Tables::load(data_dir());
  return *loaded;
}

std::vector<Judged> judged(const char* file) {
  const auto all = read_judged(std::filesystem::path(FILON_RELEVANCE) / file);
  EXPECT_TRUE(all) << all.error().message;
  return all ? *all : std::vector<Judged>{};
}

Interpretation read(const std::string& q) {
  const Tables& t = tables();
  return interpret(q, {t.lexicon, t.sectors, t.territories, t.criteria, t.labels}, {}, nullptr);
}

Figures figures_of(const std::vector<Judged>& all) {
  Figures figures;
  for (const Judged& one : all) figures.count(judge(one, read(one.q)));
  return figures;
}

const Result<World>& world() {
  static const auto made = invented_world(tables());
  return made;
}

TEST(Relevance, ReadsJudgedQueriesAndThoseItWasNotTunedTo) {
  for (const char* file : {"judged.tsv", "places.tsv", "held_out.tsv"}) {
    SCOPED_TRACE(file);
    const Figures figures = figures_of(judged(file));
    EXPECT_GE(figures.queries, 80u);
    EXPECT_GE(figures.sector_at_1(), 0.93);
    EXPECT_GE(figures.sector_at_3(), 0.97);
    EXPECT_GE(figures.places_right(), 0.98);
    EXPECT_GE(figures.kinds_right(), 0.99);
  }
}

TEST(Relevance, JudgesAtLeastTwoHundredQueries) { EXPECT_GE(judged("judged.tsv").size(), 200u); }

TEST(Relevance, ReadsAQueryTheSameHoweverItIsSpelt) {
  for (const char* file : {"judged.tsv", "places.tsv", "held_out.tsv"}) {
    size_t alike = 0, all = 0;
    for (const Judged& one : judged(file)) {
      const Interpretation plain = read(one.q);
      for (const Variant& variant : variants_of(one.q, one.line)) {
        if (variant.q == one.q) continue;
        alike += reads_alike(plain, read(variant.q));
        ++all;
      }
    }
    EXPECT_GE(Figures::share(alike, all), 0.97) << file;
  }
}

TEST(Relevance, AnswersEveryQueryWhoseTradeIsInItsPlaceWithTheRightOnesFirst) {
  ASSERT_TRUE(world()) << world().error().message;
  for (const char* file : {"judged.tsv", "places.tsv", "held_out.tsv"}) {
    AnswerFigures figures;
    for (const Judged& one : judged(file)) {
      if (one.sectors.empty() || one.ambiguous) continue;
      const auto answer = answer_of(one, *world(), tables());
      ASSERT_TRUE(answer) << answer.error().message;
      figures.count(*answer);
      EXPECT_FALSE(answer->has_supply && answer->empty)
          << file << ":" << one.line << " " << one.q << answer->got;
    }
    EXPECT_GT(figures.supplied, figures.asked / 2) << "the world hardly answers " << file;
    EXPECT_GE(figures.ndcg_at_10(), 0.93) << file;
  }
}

// Words of judged queries shuffled, cut, doubled, and bytes that are no text.
class Mutations {
 public:
  explicit Mutations(std::vector<Judged> seeds) : seeds_(std::move(seeds)) {}
  std::string next() {
    std::string q = pick().q;
    for (size_t n = random_() % 4; n > 0; --n) change(q);
    return q;
  }

 private:
  const Judged& pick() { return seeds_[random_() % seeds_.size()]; }
  void change(std::string& q) {
    const size_t at = q.empty() ? 0 : random_() % q.size();
    switch (random_() % 6) {
      case 0:
        q += ' ' + pick().q;
        break;
      case 1:
        q.erase(at, 1 + random_() % 6);
        break;
      case 2:
        q.insert(at, 1, static_cast<char>(random_() % 256));
        break;
      case 3:
        q = q.substr(at) + ' ' + q.substr(0, at);
        break;
      case 4:
        q.insert(at, std::to_string(random_() % 100000));
        break;
      default:
        q.insert(at, q.substr(0, std::min<size_t>(at, 40)));
    }
    if (q.size() > 1500) q.resize(1500);
  }
  std::vector<Judged> seeds_;
  std::mt19937 random_{20261124};
};

TEST(Relevance, AnswersWhateverIsTyped) {
  ASSERT_TRUE(world());
  const char* count = std::getenv("FILON_MUTATIONS");
  const int queries = count ? std::atoi(count) : 1500;
  Mutations mutations(judged("judged.tsv"));
  double slowest = 0;
  std::string slowest_query;
  for (int i = 0; i < queries; ++i) {
    SearchRequest request = asking(mutations.next());
    request.per_page = 5;
    request.wanted_facets.fill(true);
    request.wanted_facets[static_cast<size_t>(Facet::Zone)] = false;
    const auto start = std::chrono::steady_clock::now();
    const auto found = search(request, world()->snapshot, tables(), judged_day);
    const double ms =
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
    ASSERT_TRUE(found) << request.q;
    ASSERT_LE(found->found.size(), 5u);
    if (ms > slowest) slowest = ms, slowest_query = request.q;
  }
  fmt::print("{} queries, slowest {:.1f} ms: {}\n", queries, slowest, slowest_query.substr(0, 120));
}

}  // namespace
}  // namespace filon
