#include "searchd/depth/groupings.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <random>
#include <set>

namespace filon {
namespace {

LotSet covered_by(const std::vector<uint32_t>& set, const std::vector<LotSet>& classes) {
  LotSet covered = 0;
  for (const uint32_t c : set) covered |= classes[c];
  return covered;
}

// Every subset of the classes is looked at: covers of which no proper subset covers.
std::vector<std::vector<uint32_t>> all_minimal(const std::vector<LotSet>& classes) {
  LotSet all = 0;
  for (const LotSet lots : classes) all |= lots;
  std::vector<std::vector<uint32_t>> found;
  if (all == 0) return found;
  for (uint32_t subset = 1; subset < (1u << classes.size()); ++subset) {
    std::vector<uint32_t> set;
    for (uint32_t c = 0; c < classes.size(); ++c)
      if (subset >> c & 1) set.push_back(c);
    if (covered_by(set, classes) != all) continue;
    bool minimal = true;
    for (size_t out = 0; out < set.size() && minimal; ++out) {
      std::vector<uint32_t> less = set;
      less.erase(less.begin() + static_cast<ptrdiff_t>(out));
      minimal = covered_by(less, classes) != all;
    }
    if (minimal) found.push_back(set);
  }
  return found;
}

TEST(MinimalClassSets, AreAllThoseThatAnExhaustiveSearchFinds) {
  std::mt19937 random(7);
  for (int world = 0; world < 400; ++world) {
    const unsigned lots = 1 + random() % 6;
    std::set<LotSet> masks;
    for (unsigned i = 0; i < 1 + random() % 12; ++i)
      masks.insert(static_cast<LotSet>(1 + random() % ((1u << lots) - 1)));
    const std::vector<LotSet> classes(masks.begin(), masks.end());
    const ClassSets found = minimal_class_sets(classes);
    EXPECT_TRUE(found.complete);
    EXPECT_THAT(found.sets, testing::UnorderedElementsAreArray(all_minimal(classes))) << world;
    EXPECT_TRUE(std::is_sorted(found.sets.begin(), found.sets.end(),
                               [](const auto& a, const auto& b) { return a.size() < b.size(); }));
  }
}

TEST(MinimalClassSets, GiveAStructureThatAnswersAllAloneAsASetOfOneBesideTheSetsOfOthers) {
  const std::vector<LotSet> classes = {0b11, 0b01, 0b10};
  EXPECT_THAT(minimal_class_sets(classes).sets,
              testing::ElementsAre(testing::ElementsAre(0), testing::ElementsAre(1, 2)));
}

TEST(MinimalClassSets, CoverWhatCanBeCoveredAndNothingWhereNobodyAnswers) {
  EXPECT_EQ(minimal_class_sets(std::vector<LotSet>{0b101}).covered, 0b101);
  const ClassSets none = minimal_class_sets({});
  EXPECT_TRUE(none.sets.empty());
  EXPECT_TRUE(none.complete);
}

// All the sets of 12 lots as classes: their minimal covers could never be listed.
TEST(MinimalClassSets, StopAtTheirLimitAndSaySoInTheHardestCase) {
  std::vector<LotSet> classes;
  for (LotSet lots = 1; lots < (1u << 12); ++lots) classes.push_back(lots);
  const GroupingLimits limits{.most_sets = 5000, .most_steps = 200'000};
  const ClassSets found = minimal_class_sets(classes, limits);
  EXPECT_FALSE(found.complete);
  EXPECT_LE(found.sets.size(), limits.most_sets);
  ASSERT_FALSE(found.sets.empty());
  EXPECT_EQ(found.sets.front().size(), 1u);  // small sets are found first
  for (const auto& set : found.sets) ASSERT_EQ(covered_by(set, classes), (1u << 12) - 1);
}

TEST(Classes, PartStructuresByTheLotsTheyAnswer) {
  const std::vector<EntityLots> entities = {{7, 0b01}, {3, 0b11}, {9, 0}, {1, 0b01}};
  const auto classes = classes_of(entities);
  ASSERT_EQ(classes.size(), 2u);
  EXPECT_EQ(classes[0].lots, 0b11);
  EXPECT_THAT(classes[0].members, testing::ElementsAre(3));
  EXPECT_THAT(classes[1].members, testing::ElementsAre(7, 1));
}

TEST(StructureSets, MultiplyTheMembersOfEachClassAndStopAtWhatANumberOfJsonHolds) {
  const std::vector<LotClass> classes = {{0b11, {1, 2}}, {0b01, {3, 4, 5}}, {0b10, {6, 7}}};
  EXPECT_EQ(count_structure_sets({{{0}, {1, 2}}, 0b11, true}, classes), 2u + 3u * 2u);
  std::vector<LotClass> large;
  for (unsigned lot = 0; lot < 12; ++lot)
    large.push_back({static_cast<LotSet>(1u << lot), std::vector<uint32_t>(1000)});
  ClassSets all{{{}}, 0xFFF, true};
  for (uint32_t c = 0; c < 12; ++c) all.sets[0].push_back(c);
  EXPECT_EQ(count_structure_sets(all, large), most_structure_sets);
}

}  // namespace
}  // namespace filon
