#include "indexer/identity.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "annuaire/structure_json.h"
#include "indexer/content_hash.h"
#include "tests/unit/indexer/invented_sirets.h"

namespace filon {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

UtcTime day(int number) { return UtcTime(std::chrono::hours(24 * number)); }
std::string text(int number) { return utc_text(day(number)); }

Structure record(const std::string& name, const std::vector<SourceRef>& sources,
                 const std::string& siret = "") {
  Structure s;
  s.name = name;
  s.siret = siret;
  s.sources = sources;
  return s;
}
SourceRef ref_to(const std::string& source, const std::string& id) {
  SourceRef ref;
  ref.name = source;
  ref.id = id;
  return ref;
}

/// What a store would remember, without the store.
class Memory {
 public:
  Identified run(std::vector<Structure> records, int on_day,
                 const std::vector<std::string>& removal_list = {}) {
    Identified identified = identify(std::move(records), known, day(on_day), removal_list);
    for (const std::string& old : identified.changes.forgotten_aliases) known.aliases.erase(old);
    for (const auto& [id, structure] : identified.changes.structures)
      known.structures[id] = structure;
    for (const auto& [key, id] : identified.changes.ids) known.ids[key] = id;
    for (const auto& [old, id] : identified.changes.aliases) known.aliases[old] = id;
    for (const auto& [name, first] : identified.changes.sources) known.sources.emplace(name, first);
    return identified;
  }
  KnownStructures known;
};

std::set<std::string> ids_of(const Identified& identified) {
  std::set<std::string> ids;
  for (const Structure& s : identified.records) ids.insert(s.id);
  return ids;
}

const OldId removed{OldId::Fate::Removed, ""}, no_longer_listed{OldId::Fate::Gone, ""};

TEST(Identity, TheSameInputTwiceIsNothingNew) {
  Memory memory;
  const std::vector<Structure> records = {record("Un", {ref_to("lemarche", "1")}, invented_siret),
                                          record("Deux", {ref_to("carteco", "9fK")})};
  const Identified first = memory.run(records, 1);
  EXPECT_EQ(first.added, 2u);
  EXPECT_EQ(ids_of(first), (std::set<std::string>{invented_siret, "carteco-9fK"}));
  const Identified second = memory.run(records, 2);
  EXPECT_EQ(second.added + second.changed + second.removed, 0u);
  EXPECT_THAT(second.old_ids, IsEmpty());
  EXPECT_EQ(second.records[0].first_seen, text(1));
  EXPECT_EQ(second.records[0].changed_at, text(1));
}

TEST(Identity, TellsTheFirstHarvestOfASourceFromWhatItListsLater) {
  Memory memory;
  const Structure old = record("Un", {ref_to("lemarche", "1")}, invented_siret);
  EXPECT_TRUE(memory.run({old}, 1).records[0].from_first_harvest);
  const Structure later = record("Deux", {ref_to("lemarche", "2")}, sister_siret);
  const Structure carteco = record("Trois", {ref_to("carteco", "9fK")});
  const Identified second = memory.run({old, later, carteco}, 2);
  EXPECT_TRUE(second.records[0].from_first_harvest);
  EXPECT_FALSE(second.records[1].from_first_harvest);
  EXPECT_TRUE(second.records[2].from_first_harvest) << "Carteco's own first harvest";
  EXPECT_FALSE(memory.run({old, later, carteco}, 3).records[1].from_first_harvest);
}

TEST(Identity, DatesAChangeButNotWhatASourceBringsWhenItIsFirstHarvested) {
  Memory memory;
  Structure s = record("Un", {ref_to("lemarche", "1")}, invented_siret);
  memory.run({s}, 1);
  s.sources[0].seen_at = "2026-11-20T00:00:00Z";
  EXPECT_EQ(memory.run({s}, 2).changed, 0u) << "seen again is no change";
  s.sources.push_back(ref_to("carteco", "9fK"));
  const Identified joined = memory.run({s}, 3);
  EXPECT_EQ(joined.changed, 1u);
  EXPECT_EQ(joined.records[0].changed_at, text(1));
  s.description = "autre";
  const Identified changed = memory.run({s}, 4);
  EXPECT_EQ(changed.changed, 1u);
  EXPECT_EQ(changed.records[0].changed_at, text(4));
  EXPECT_EQ(changed.records[0].first_seen, text(1));
  EXPECT_EQ(memory.run({}, 5).removed, 1u);
  const Identified back = memory.run({s}, 6);
  EXPECT_EQ(back.added, 1u);
  EXPECT_EQ(back.records[0].changed_at, text(6));
}

TEST(Identity, TheOlderIdAnswersForBothWhenRecordsMergeAndEachTakesItsOwnBackWhenTheyPart) {
  Memory memory;
  const Structure b = record("B", {ref_to("carteco", "9fK")});
  memory.run({b}, 1);
  const Structure a = record("A", {ref_to("lemarche", "1")}, invented_siret);
  memory.run({a, b}, 2);
  const Structure both =
      record("A", {ref_to("lemarche", "1"), ref_to("carteco", "9fK")}, invented_siret);
  const Identified merged = memory.run({both}, 3);
  EXPECT_EQ(merged.records[0].id, "carteco-9fK");
  EXPECT_THAT(merged.old_ids,
              ElementsAre(Pair(invented_siret, OldId{OldId::Fate::Moved, "carteco-9fK"})));
  EXPECT_EQ(ids_of(memory.run({both}, 4)), std::set<std::string>{"carteco-9fK"});
  const Identified parted = memory.run({a, b}, 5);
  EXPECT_EQ(parted.records[0].id, invented_siret);
  EXPECT_EQ(parted.records[1].id, "carteco-9fK");
  EXPECT_THAT(parted.old_ids, IsEmpty());
  EXPECT_THAT(memory.known.aliases, IsEmpty());
}

TEST(Identity, KeepsAnIdWhenASiretAppears) {
  Memory memory;
  memory.run({record("A", {ref_to("carteco", "9fK")})}, 1);
  EXPECT_EQ(memory.run({record("A", {ref_to("carteco", "9fK")}, invented_siret)}, 2).records[0].id,
            "carteco-9fK");
}

TEST(Identity, AnIdThatNoSourceHasAnyMoreIsGoneAndItsHeirsWithIt) {
  Memory memory;
  const Structure a = record("A", {ref_to("lemarche", "1")}, invented_siret);
  const Structure b = record("B", {ref_to("carteco", "9fK")});
  memory.run({a}, 1);
  memory.run({a, b}, 2);
  memory.run({record("A", {ref_to("lemarche", "1"), ref_to("carteco", "9fK")}, invented_siret)}, 3);
  EXPECT_THAT(memory.run({}, 4).old_ids, ElementsAre(Pair(invented_siret, no_longer_listed),
                                                     Pair("carteco-9fK", no_longer_listed)));
}

TEST(Identity, TheRemovalListLeavesARecordOutForGoodWhateverSourceHasItNext) {
  for (const std::string& entry : {invented_siret, std::string("999 001 043 00010")}) {
    SCOPED_TRACE(entry);
    Memory memory;
    const Structure other = record("B", {ref_to("lemarche", "2")}, sister_siret);
    const Structure both =
        record("A", {ref_to("carteco", "9fK"), ref_to("lemarche", "1")}, invented_siret);
    memory.run({both, other}, 1);
    const Identified without = memory.run({both, other}, 2, {entry});
    EXPECT_EQ(ids_of(without), std::set<std::string>{sister_siret});
    EXPECT_EQ(without.removed, 1u);
    ASSERT_EQ(without.left_out.size(), 1u);
    EXPECT_EQ(without.left_out[0].place, 0u);
    EXPECT_THAT(without.old_ids, ElementsAre(Pair(invented_siret, removed)));
    // Le Marché drops its row: Carteco's, which has no SIRET, must not bring it back.
    const Identified later =
        memory.run({record("A", {ref_to("carteco", "9fK")}), other}, 3, {entry});
    EXPECT_EQ(ids_of(later), std::set<std::string>{sister_siret});
    EXPECT_EQ(later.removed, 0u);
    EXPECT_THAT(later.old_ids, ElementsAre(Pair(invented_siret, removed)));
  }
}

TEST(Identity, ARemovalListOfAnEmptyStoreHoldsForIdsItHasNotSeen) {
  Memory memory;
  const Identified first =
      memory.run({record("B", {ref_to("carteco", "9fK")})}, 1, {"carteco-9fK", invented_siret});
  EXPECT_THAT(first.records, IsEmpty());
  EXPECT_THAT(first.old_ids,
              ElementsAre(Pair(invented_siret, removed), Pair("carteco-9fK", removed)));
  EXPECT_EQ(first.added, 0u);
  const Identified back = memory.run({record("B", {ref_to("carteco", "9fK")})}, 2);
  EXPECT_EQ(back.added, 1u) << "taken off the list, it is listed again";
}

// A new version of Filon that writes records otherwise must not make news of every one of them.
TEST(Identity, ContentIsComparedOnlyWithContentWrittenInTheSameForm) {
  const Structure s = record("A", {ref_to("lemarche", "1")}, invented_siret);
  Memory memory;
  memory.run({s}, 1);
  std::string& hash = memory.known.structures.at(invented_siret).hash;
  EXPECT_EQ(hash, content_hash(s));
  hash = "0123abcd:another";
  const Identified upgraded = memory.run({s}, 2);
  EXPECT_EQ(upgraded.changed, 0u);
  EXPECT_EQ(upgraded.records[0].changed_at, text(1));
  Structure changed = s;
  changed.brand = "B";
  EXPECT_EQ(memory.run({changed}, 3).changed, 1u);
  EXPECT_FALSE(comparable("a store of before forms had numbers", content_hash(s)));
}

}  // namespace
}  // namespace filon
