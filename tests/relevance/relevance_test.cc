#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <random>

#include "annuaire/data_dir.h"
#include "annuaire/document.h"
#include "annuaire/structure_json.h"
#include "searchd/searcher.h"
#include "tests/relevance/judged.h"
#include "tests/relevance/world.h"

namespace filon {
namespace {

const Today today{20261123, "2026-11-23"};

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

SearchRequest asking(const std::string& q) {
  SearchRequest request;
  request.q = q;
  request.per_page = 100;
  request.seed = "s";
  return request;
}

const std::shared_ptr<const Snapshot>& world() {
  static const auto made = invented_world(tables());
  return made;
}

TEST(Relevance, ReadsTheJudgedQueries) {
  const Figures figures = figures_of(judged("judged.tsv"));
  EXPECT_GE(figures.queries, 200u);
  EXPECT_GE(figures.sector_at_1(), 0.93);
  EXPECT_GE(figures.sector_at_3(), 0.97);
  EXPECT_GE(figures.places_right(), 0.98);
  EXPECT_GE(figures.kinds_right(), 0.99);
}

TEST(Relevance, ReadsQueriesItWasNotTunedTo) {
  const Figures figures = figures_of(judged("held_out.tsv"));
  EXPECT_GE(figures.sector_at_1(), 0.93);
  EXPECT_GE(figures.sector_at_3(), 0.96);
  EXPECT_GE(figures.places_right(), 0.95);
  EXPECT_GE(figures.kinds_right(), 0.99);
}

TEST(Relevance, ReadsAQueryTheSameHoweverItIsSpelt) {
  size_t alike = 0, all = 0;
  for (const char* file : {"judged.tsv", "held_out.tsv"})
    for (const Judged& one : judged(file)) {
      const Interpretation plain = read(one.q);
      for (const Variant& variant : variants_of(one.q, one.line)) {
        if (variant.q == one.q) continue;
        alike += reads_alike(plain, read(variant.q));
        ++all;
      }
    }
  EXPECT_GE(Figures::share(alike, all), 0.97);
}

// Ten answers of the right trade before any other: 1 is the best order of what was found.
double ndcg_at_10(const std::vector<bool>& relevant) {
  double gained = 0, best = 0;
  auto all = std::count(relevant.begin(), relevant.end(), true);
  for (size_t i = 0; i < std::min<size_t>(10, relevant.size()); ++i) {
    const double worth = 1 / std::log2(static_cast<double>(i) + 2);
    if (relevant[i]) gained += worth;
    if (all-- > 0) best += worth;
  }
  return best > 0 ? gained / best : 0;
}

TEST(Relevance, AnswersEveryQueryWithTheRightTradeFirst) {
  ASSERT_TRUE(world());
  size_t asked = 0, empty = 0;
  double ndcg = 0;
  for (const char* file : {"judged.tsv", "held_out.tsv"})
    for (const Judged& one : judged(file)) {
      if (one.sectors.empty()) continue;
      const auto found = search(asking(one.q), world(), tables(), today);
      ASSERT_TRUE(found) << one.q;
      ++asked;
      if (found->total == 0) ++empty, ADD_FAILURE() << "nothing for " << one.q;
      std::vector<bool> relevant;
      for (const FoundStructure& hit : found->found) {
        const auto [record, provenance] = split_data(hit.data);
        const auto structure = structure_from_json(record, provenance);
        relevant.push_back(std::any_of(
            structure->sectors.begin(), structure->sectors.end(), [&](const SectorLink& link) {
              return std::any_of(one.sectors.begin(), one.sectors.end(), [&](const auto& slug) {
                const auto ids = tables().sectors.resolve(slug);
                return std::any_of(ids.begin(), ids.end(), [&](SectorId id) {
                  return tables().sectors[id].slug == link.slug;
                });
              });
            }));
      }
      ndcg += ndcg_at_10(relevant);
    }
  EXPECT_EQ(empty, 0u);
  EXPECT_GE(ndcg / static_cast<double>(asked), 0.95);
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
    const auto found = search(request, world(), tables(), today);
    const double ms =
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
    ASSERT_TRUE(found) << request.q;
    ASSERT_LE(found->found.size(), 5u);
    if (ms > slowest) slowest = ms, slowest_query = request.q;
  }
  fmt::print("{} queries, slowest {:.1f} ms: {}\n", queries, slowest, slowest_query.substr(0, 120));
  EXPECT_LT(slowest, 2000);
}

}  // namespace
}  // namespace filon
