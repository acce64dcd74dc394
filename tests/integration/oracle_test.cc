#include <gtest/gtest.h>

#include <unistd.h>

#include <numeric>
#include <random>
#include <set>

#include "annuaire/document.h"
#include "annuaire/structure_json.h"
#include "indexer/generation.h"
#include "searchd/match/record_sets.h"
#include "searchd/searcher.h"
#include "tests/integration/oracle.h"
#include "tests/integration/oracle_world.h"

namespace filon {
namespace {

// Under a sanitizer as many again would only take time.
#ifdef __SANITIZE_ADDRESS__
constexpr int world_count = 20;
#else
constexpr int world_count = 40;
#endif
constexpr int queries_per_world = 80, queries_of_large = 12;

std::shared_ptr<const Snapshot> indexed(const World& world, const std::filesystem::path& folder) {
  const auto manifest = write_generation(folder, {world.records, {}, "2026-11-23T00:00:00Z"},
                                         tables().territories, {});
  EXPECT_TRUE(manifest) << manifest.error().message;
  auto snapshot = Snapshot::open(generation_dir(folder, manifest->generation), tables());
  EXPECT_TRUE(snapshot) << snapshot.error().message;
  return *snapshot;
}

// Asked again, the answer may be one that was kept.
void expect_same(const SearchResult& again, const SearchResult& first) {
  EXPECT_EQ(again.total, first.total);
  EXPECT_EQ(again.legal_entities, first.legal_entities);
  EXPECT_EQ(again.without_siren, first.without_siren);
  EXPECT_EQ(again.coverage.located, first.coverage.located);
  ASSERT_EQ(again.found.size(), first.found.size());
  for (size_t i = 0; i < first.found.size(); ++i)
    EXPECT_EQ(again.found[i].data, first.found[i].data);
  for (const FacetInfo& info : facets) {
    ASSERT_EQ(again.facet(info.facet).size(), first.facet(info.facet).size());
    for (size_t i = 0; i < first.facet(info.facet).size(); ++i)
      EXPECT_EQ(again.facet(info.facet)[i].count, first.facet(info.facet)[i].count);
  }
}

void compare(const SearchRequest& request, const Oracle& oracle,
             const std::shared_ptr<const Snapshot>& snapshot) {
  const auto found = search(request, snapshot, tables(), today);
  ASSERT_TRUE(found);
  const Oracle::Asked asked{found->applied, found->question};
  const Oracle::Answer expected = oracle.answer(asked, request.seed);
  EXPECT_EQ(found->total, expected.total);
  EXPECT_EQ(found->legal_entities, expected.legal_entities);
  EXPECT_EQ(found->without_siren, expected.without_siren);
  const auto [located, with_sector] = oracle.coverage(found->applied);
  EXPECT_EQ(found->coverage.located, located);
  EXPECT_EQ(found->coverage.with_sector, with_sector);
  const auto again = search(request, snapshot, tables(), today);
  ASSERT_TRUE(again);
  expect_same(*again, *found);
  const auto first = static_cast<size_t>((request.page - 1) * request.per_page);
  std::vector<std::string> page, expected_page;
  for (size_t i = first;
       i < std::min(expected.order.size(), first + static_cast<size_t>(request.per_page)); ++i)
    expected_page.push_back(expected.order[i]);
  for (const FoundStructure& hit : found->found) {
    const auto [record, provenance] = split_data(hit.data);
    page.push_back(structure_from_json(record, provenance)->id);
  }
  EXPECT_EQ(page, expected_page);
  for (const FacetInfo& info : facets)
    for (const FacetValue& value : found->facet(info.facet))
      EXPECT_EQ(value.count, oracle.count(asked, info.facet, std::string(value.value())))
          << info.name << " " << value.value();
  for (const Facet facet : {Facet::Kind, Facet::Sector, Facet::Departement, Facet::Label}) {
    if (!request.wanted_facets[static_cast<size_t>(facet)]) continue;
    const StringList& all = snapshot->image->facet(facet).values;
    size_t positive = 0;
    for (size_t i = 0; i < all.size(); ++i)
      positive += oracle.count(asked, facet, std::string(all[i])) > 0;
    size_t shown = 0;
    for (const FacetValue& value : found->facet(facet)) shown += value.count > 0;
    EXPECT_EQ(shown, positive) << facet_name(facet);
  }
}

void expect_same_matches(const Matches& by_blocks, const Matches& one_by_one) {
  EXPECT_EQ(by_blocks.total, one_by_one.total);
  EXPECT_EQ(by_blocks.legal_entities, one_by_one.legal_entities);
  EXPECT_EQ(by_blocks.without_siren, one_by_one.without_siren);
  const auto line = [](const Hit& hit) {
    return fmt::format("{} {} {} {}", hit.document, hit.score, static_cast<int>(hit.place),
                       hit.km.value_or(-1));
  };
  ASSERT_EQ(by_blocks.page.size(), one_by_one.page.size());
  for (size_t i = 0; i < by_blocks.page.size(); ++i)
    EXPECT_EQ(line(by_blocks.page[i]), line(one_by_one.page[i])) << i;
  for (const FacetInfo& info : facets)
    EXPECT_EQ(by_blocks.facets.of(info.facet), one_by_one.facets.of(info.facet)) << info.name;
}

// More records than a block holds, most of them plain.
std::shared_ptr<const Snapshot> indexed_in_blocks(World& world,
                                                  const std::filesystem::path& folder) {
  world.add(9'000);
  for (size_t i = 0; i < world.records.size(); ++i)
    if (i % 50 != 0) world.make_plain(i);
  return indexed(world, folder);
}

// Records looked at each by itself, as those are that an identifier names.
Matches one_by_one(Plan plan, const Snapshot& snapshot) {
  plan.only.emplace(snapshot.image->documents);
  std::iota(plan.only->begin(), plan.only->end(), 0);
  return match(plan, snapshot, tables());
}

TEST(Search, FindsInBlocksOfRecordsWhatLookingAtEachFinds) {
  const auto folder =
      std::filesystem::path(testing::TempDir()) / fmt::format("filon-blocks-{}", getpid());
  World world(3);
  const auto snapshot = indexed_in_blocks(world, folder);
  size_t found = 0, known = 0;
  for (int i = 0; i < 300 && !testing::Test::HasFailure(); ++i) {
    SearchRequest request = world.ask();
    request.interpret = false;
    if (i % 4 == 0) request.page = 20;
    SCOPED_TRACE(fmt::format("query {}: {}", i, normalised_request(request, tables())));
    // Labels end: what a word counts is kept for a day.
    const uint32_t day = today.number + static_cast<uint32_t>(i % 3) * 10'000;
    const Plan plan = make_plan(request, read_question(request, tables(), *snapshot), tables(),
                                *snapshot, request.seed, day);
    const auto kept = facets_without_filters(plan);
    known += std::count(kept.begin(), kept.end(), true) > 0;
    const Matches by_blocks = match(plan, *snapshot, tables());
    expect_same_matches(by_blocks, one_by_one(plan, *snapshot));
    found += by_blocks.page.size();
  }
  EXPECT_GT(found, 300u);
  EXPECT_GT(known, 5u);
  std::filesystem::remove_all(folder);
}

/// Questions of statuses, labels, sectors and places, some with what no table tells (RunTable).
class FilterDice {
 public:
  explicit FilterDice(const Image& image) : image_(image) {}

  SearchRequest ask() {
    SearchRequest request;
    const bool all = one_in(2);
    for (const FacetInfo& info : facets)
      request.wanted_facets[static_cast<size_t>(info.facet)] =
          info.facet != Facet::Zone && (all || one_in(2));
    choose(Facet::Kind, request);
    if (one_in(2)) choose(Facet::Label, request);
    if (one_in(8)) choose(Facet::Zone, request);
    if (one_in(8)) choose(Facet::Network, request);
    if (one_in(2)) request.sectors = some_of(Facet::Sector);
    const Facet place = std::array{Facet::Departement, Facet::Region, Facet::Epci}[dice_() % 3];
    for (const std::string& text : some_of(place))
      request.territories.push_back(*tables().territories.parse(text));
    request.declared_only = one_in(2);
    request.inactive = one_in(8);
    request.news_only = one_in(8);
    request.label_expired = one_in(8);
    request.located_only = one_in(8);
    request.national = !one_in(8);
    if (one_in(8)) request.near = SearchRequest::Near{{47.32, 5.04}, "47.32,5.04", 100};
    request.seed = "table";
    return request;
  }

 private:
  bool one_in(uint32_t n) { return dice_() % n == 0; }
  std::vector<std::string> some_of(Facet facet) {
    const StringList& all = image_.facet(facet).values;
    std::set<std::string> values;
    for (size_t left = dice_() % 4; left > 0 && all.size() > 0; --left)
      values.emplace(all[dice_() % all.size()]);
    return {values.begin(), values.end()};
  }
  void choose(Facet facet, SearchRequest& request) {
    request.values[static_cast<size_t>(facet)] = some_of(facet);
  }

  const Image& image_;
  std::mt19937 dice_{5};
};

TEST(Search, CountsByTableWhatLookingAtEachFinds) {
  const auto folder =
      std::filesystem::path(testing::TempDir()) / fmt::format("filon-table-{}", getpid());
  World world(5);
  const auto snapshot = indexed_in_blocks(world, folder);
  FilterDice dice(*snapshot->image);
  size_t by_run = 0, elsewhere = 0;
  std::map<Facet, size_t> by_value;
  for (int i = 0; i < 600 && !testing::Test::HasFailure(); ++i) {
    const SearchRequest request = dice.ask();
    SCOPED_TRACE(fmt::format("query {}: {}", i, normalised_request(request, tables())));
    const Plan plan = make_plan(request, {}, tables(), *snapshot, request.seed, today.number);
    const RunTable& table = snapshot->sets->run_table;
    by_run += table.by_run(plan).has_value();
    if (plan.place && table.by_run(plan))
      elsewhere += std::count(plan.place->in_block.begin(), plan.place->in_block.end(), 0) > 0;
    for (const Facet facet : {Facet::Kind, Facet::Label, Facet::Sector})
      by_value[facet] += table.by_value(plan, facet).has_value();
    expect_same_matches(match(plan, *snapshot, tables()), one_by_one(plan, *snapshot));
  }
  EXPECT_GT(by_run, 50u);
  EXPECT_GT(elsewhere, 20u) << "blocks of no record in the place";
  for (const auto& [facet, count] : by_value) EXPECT_GT(count, 50u) << facet_name(facet);
  std::filesystem::remove_all(folder);
}

TEST(Search, AgreesWithAPlainLoopOverTheRecordsInRandomWorlds) {
  const auto folder =
      std::filesystem::path(testing::TempDir()) / fmt::format("filon-oracle-{}", getpid());
  for (uint32_t seed = 1; seed <= world_count; ++seed) {
    World world(seed);
    const auto snapshot = indexed(world, folder);
    const Oracle oracle(world.records, tables(), today.number);
    const int queries = seed % large_world == 0 ? queries_of_large : queries_per_world;
    for (int i = 0; i < queries; ++i) {
      const SearchRequest request = world.ask();
      SCOPED_TRACE(
          fmt::format("world {}, query {}: {}", seed, i, normalised_request(request, tables())));
      compare(request, oracle, snapshot);
      if (testing::Test::HasFailure()) break;
    }
    if (testing::Test::HasFailure()) break;
  }
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace filon
