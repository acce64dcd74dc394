#include <gmock/gmock.h>

#include <numeric>

#include "annuaire/json.h"
#include "searchd/depth/depth.h"
#include "tests/integration/depth_world.h"

namespace filon {
namespace {

DepthRequest ask(const std::vector<std::vector<std::string>>& lots,
                 const std::vector<std::string>& places) {
  DepthRequest request;
  for (const auto& sectors : lots) request.lots.push_back({"", "", sectors, true});
  for (const std::string& place : places)
    request.where.territories.push_back(*shipped_tables().territories.parse(place));
  std::sort(request.where.territories.begin(), request.where.territories.end());
  request.where.seed = "s";
  return request;
}

DepthRequest around(DepthRequest request, const std::string& commune, int km) {
  const auto& places = shipped_tables().territories;
  const auto place = places.find(TerritoryKind::Commune, commune);
  request.where.near = {*places[*place].centre, commune, km};
  return request;
}

Depth measure(const DepthRequest& request, const TestIndex& index) {
  return measure_depth(request, index.snapshot(), shipped_tables(), test_day);
}

void expect_counts(const LotCounts& counts, CountedLot plain, const DepthRequest& request) {
  EXPECT_EQ(counts.total, plain.total);
  EXPECT_EQ(counts.service, plain.service.size());
  EXPECT_EQ(counts.staff, plain.staff.size());
  EXPECT_EQ(counts.declared, plain.declared.size());
  EXPECT_EQ(counts.inferred, plain.service.size() - plain.declared.size());
  EXPECT_EQ(counts.unknown_area, plain.unknown_area.size());
  EXPECT_EQ(counts.located, plain.by_reach["located"].size());
  EXPECT_EQ(counts.serves, plain.by_reach["serves"].size());
  EXPECT_EQ(counts.national, plain.by_reach["national"].size());
  const std::vector<std::string> rights = {"handicap", "insertion", "both", "prison", "ess"};
  for (size_t i = 0; i < rights.size(); ++i)
    EXPECT_EQ(counts.eligible[i], plain.by_reservation[rights[i]].size()) << rights[i];
  for (size_t band = 0; band < counts.by_distance.size(); ++band)
    EXPECT_EQ(counts.by_distance[band], plain.by_band[band].size()) << band;
  EXPECT_EQ(counts.unknown_distance, plain.unknown_distance.size());
  const auto& places = request.where.territories;
  const bool measured = request.where.near ||
                        (places.size() == 1 && shipped_tables().territories[places.front()].centre);
  EXPECT_EQ(counts.by_distance.size(), measured ? request.cutoffs.distance_km.size() + 1 : 0);
}

std::vector<DepthRequest> questions() {
  const std::vector<std::vector<std::string>> lots = {
      {"blanchisserie"}, {"menuiserie", "plomberie"}, {"traiteur"}, {"plomberie"}};
  std::vector<DepthRequest> all = {ask(lots, {"epci:242100410"}),
                                   ask(lots, {"commune:25056"}),
                                   ask(lots, {"departement:21", "departement:39"}),
                                   ask(lots, {"france"}),
                                   ask(lots, {}),
                                   around(ask(lots, {}), "21231", 30),
                                   around(ask(lots, {"region:27"}), "25056", 90)};
  all.front().cutoffs.distance_km = {1, 5, 80};
  return all;
}

TEST(Depth, CountsAsAPlainLoopOverTheRecordsDoesInRandomWorlds) {
  for (uint32_t seed = 1; seed <= 40; ++seed) {
    const std::vector<Structure> records = depth_world(seed, 60);
    const TestIndex index(records);
    for (const DepthRequest& request : questions()) {
      const Depth depth = measure(request, index);
      for (size_t lot = 0; lot < depth.lots.size(); ++lot) {
        SCOPED_TRACE(fmt::format("world {}, {}, lot {}", seed,
                                 normalised_depth(request, shipped_tables()), lot));
        expect_counts(depth.lots[lot].counts,
                      count_plainly(records, request, request.lots[lot].sectors), request);
      }
      if (testing::Test::HasFailure()) return;
    }
  }
}

// Entities whose distance is at most that of the band, by band.
std::vector<uint64_t> within(const LotCounts& counts) {
  std::vector<uint64_t> sums(counts.by_distance.size());
  std::partial_sum(counts.by_distance.begin(), counts.by_distance.end(), sums.begin());
  return sums;
}

TEST(Depth, NeverCountsLessWhenAStructureIsAdded) {
  for (uint32_t seed = 1; seed <= 20; ++seed) {
    std::vector<Structure> records = depth_world(seed, 40);
    const Structure added = records.back();
    records.pop_back();
    const TestIndex before(records);
    records.push_back(added);
    const TestIndex after(records);
    for (const DepthRequest& request : questions()) {
      const Depth less = measure(request, before), more = measure(request, after);
      for (size_t lot = 0; lot < request.lots.size(); ++lot) {
        SCOPED_TRACE(fmt::format("world {}, lot {}", seed, lot));
        const LotCounts &a = less.lots[lot].counts, &b = more.lots[lot].counts;
        EXPECT_GE(b.total, a.total);
        EXPECT_GE(b.service, a.service);
        EXPECT_GE(b.service + b.staff, a.service + a.staff);
        for (size_t i = 0; i < eligible_count; ++i) EXPECT_GE(b.eligible[i], a.eligible[i]);
        const auto near = within(a), nearer = within(b);
        for (size_t band = 0; band < near.size(); ++band) EXPECT_GE(nearer[band], near[band]);
      }
    }
  }
}

std::set<uint32_t> located_entities(const Depth& depth, size_t lot) {
  std::set<uint32_t> entities;
  for (const LotMatch& match : depth.lots[lot].found.matches)
    if (match.service && match.place == PlaceClass::Located)
      entities.insert(depth.snapshot->image->entity[match.document]);
  return entities;
}

TEST(Depth, FindsInTheDepartementsOfARegionTogetherWhomItFindsInTheRegion) {
  const auto& places = shipped_tables().territories;
  std::vector<std::string> parts;
  for (const PlaceId place : places.all(TerritoryKind::Departement))
    if (places.contains(*places.parse("region:27"), place))
      parts.push_back(places.to_string(place));
  ASSERT_EQ(parts.size(), 8u);
  for (uint32_t seed = 1; seed <= 10; ++seed) {
    const TestIndex index(depth_world(seed, 80));
    const std::vector<std::vector<std::string>> lots = {{"blanchisserie"}, {"traiteur"}};
    const Depth whole = measure(ask(lots, {"region:27"}), index);
    for (size_t lot = 0; lot < lots.size(); ++lot) {
      std::set<uint32_t> together;
      uint64_t sum = 0;
      for (const std::string& part : parts) {
        const Depth piece = measure(ask(lots, {part}), index);
        together.merge(located_entities(piece, lot));
        sum += piece.lots[lot].counts.located;
      }
      EXPECT_EQ(together, located_entities(whole, lot));
      EXPECT_EQ(together.size(), whole.lots[lot].counts.located);
      EXPECT_GE(sum, whole.lots[lot].counts.located);
    }
  }
}

TEST(Depth, GroupsStructuresByTheLotsTheyAnswerAndCoversWhatItClaims) {
  for (uint32_t seed = 1; seed <= 20; ++seed) {
    const std::vector<Structure> records = depth_world(seed, 50);
    const TestIndex index(records);
    const DepthRequest request =
        ask({{"blanchisserie"}, {"menuiserie"}, {"traiteur"}, {"apiculture"}}, {"region:27"});
    const Depth depth = measure(request, index);
    std::map<LotSet, size_t> sizes;
    std::map<std::string, LotSet> lots_of;
    for (size_t lot = 0; lot < request.lots.size(); ++lot)
      for (const auto& entity : count_plainly(records, request, request.lots[lot].sectors).service)
        lots_of[entity] |= static_cast<LotSet>(1u << lot);
    for (const auto& [entity, lots] : lots_of) ++sizes[lots];
    std::map<LotSet, size_t> found;
    for (const LotClass& one : depth.groupings.classes) found[one.lots] = one.members.size();
    EXPECT_EQ(found, sizes);
    for (const auto& set : depth.groupings.minimal.sets) {
      LotSet covered = 0;
      for (const uint32_t c : set) covered |= depth.groupings.classes[c].lots;
      EXPECT_EQ(covered, depth.groupings.minimal.covered);
    }
    EXPECT_THAT(depth.groupings.missing, testing::Contains(3u));
  }
}

TEST(Depth, ShowsTheMembersOfAClassInTheOrderOfTheSeed) {
  std::vector<Structure> records;
  for (int i = 0; i < 60; ++i) {
    records.push_back(workshop(i, fmt::format("Blanchisserie {}", i)));
    give_sector(records.back(), "blanchisserie");
  }
  const TestIndex index(records);
  DepthRequest request = ask({{"blanchisserie"}}, {});
  const auto first = measure(request, index).groupings.classes.at(0).members;
  EXPECT_EQ(measure(request, index).groupings.classes.at(0).members, first);
  request.where.seed = "other";
  const auto second = measure(request, index).groupings.classes.at(0).members;
  EXPECT_NE(first, second);
  EXPECT_THAT(second, testing::UnorderedElementsAreArray(first));
}

}  // namespace
}  // namespace filon
