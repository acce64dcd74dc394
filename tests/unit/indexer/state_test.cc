#include "indexer/state.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>

#include "indexer/disk.h"
#include "tests/unit/indexer/scratch_dir.h"

namespace filon {
namespace {

using ::testing::HasSubstr;
using ::testing::Pair;
using ::testing::UnorderedElementsAre;

TEST(State, RemembersFromRunToRun) {
  const ScratchDir dir;
  const KnownStructure known{1'700'000'000, 1'700'000'100, "h1", std::nullopt};
  const KnownStructure gone{1, 2, "h2", 3, 2, true};
  {
    auto state = State::open(dir.path());
    ASSERT_TRUE(state) << state.error().message;
    StateChanges changes;
    changes.structures = {{"a", {1, 1, "h0", 9}}, {"b", gone}, {"a", known}};
    changes.ids = {{"lemarche:2980", "a"}, {"siret:21210231500016", "a"}, {"carteco:x", "b"}};
    changes.aliases = {{"c", "a"}, {"d", "a"}};
    changes.sources = {{"lemarche", 1'700'000'000}, {"carteco", 1}};
    ASSERT_TRUE(state->apply(changes));
    StateChanges later;
    later.forgotten_keys = {"carteco:x", "carteco:never"};
    later.ids = {{"lemarche:2980", "b"}};
    later.forgotten_aliases = {"d", "never"};
    later.sources = {{"lemarche", 1'800'000'000}};  // the first time stays the first
    ASSERT_TRUE(state->apply(later));
  }
  auto state = State::open(dir.path());
  ASSERT_TRUE(state) << state.error().message;
  const auto read = state->load();
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_THAT(read->structures, UnorderedElementsAre(Pair("a", known), Pair("b", gone)));
  EXPECT_THAT(read->ids,
              UnorderedElementsAre(Pair("lemarche:2980", "b"), Pair("siret:21210231500016", "a")));
  EXPECT_THAT(read->aliases, UnorderedElementsAre(Pair("c", "a")));
  EXPECT_THAT(read->sources,
              UnorderedElementsAre(Pair("lemarche", 1'700'000'000), Pair("carteco", 1)));
}

TEST(State, TakesOverAStoreOfBeforeChangesAndFirstHarvestsWereKept) {
  const ScratchDir dir;
  {
    auto old = SqliteDatabase::open(dir.path() / "state.sqlite");
    ASSERT_TRUE(old);
    ASSERT_TRUE(old->execute(R"(
      CREATE TABLE structures (id TEXT PRIMARY KEY, first_seen INTEGER NOT NULL,
        last_seen INTEGER NOT NULL, hash TEXT NOT NULL, gone INTEGER) STRICT, WITHOUT ROWID;
      CREATE TABLE keys (source_key TEXT PRIMARY KEY, id TEXT NOT NULL) STRICT, WITHOUT ROWID;
      CREATE TABLE aliases (old_id TEXT PRIMARY KEY, id TEXT NOT NULL) STRICT, WITHOUT ROWID;
      INSERT INTO structures VALUES ('a', 100, 300, 'h', NULL), ('b', 200, 300, 'h', NULL);
      INSERT INTO keys VALUES ('lemarche:1', 'a'), ('siret:21210231500016', 'a'), ('carteco:x', 'b');
      PRAGMA user_version = 1;)"));
  }
  auto state = State::open(dir.path());
  ASSERT_TRUE(state) << state.error().message;
  const auto read = state->load();
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_THAT(
      read->structures,
      UnorderedElementsAre(Pair("a", KnownStructure{100, 300, "h", std::nullopt, 100, true}),
                           Pair("b", KnownStructure{200, 300, "h", std::nullopt, 200, false})));
  EXPECT_THAT(read->sources, UnorderedElementsAre(Pair("lemarche", 100), Pair("carteco", 200)));
}

TEST(State, RefusesAFileThatIsNotItsOwn) {
  const ScratchDir dir;
  ASSERT_TRUE(write_file(dir.path() / "state.sqlite", std::string(4096, 'x')));
  const auto damaged = State::open(dir.path());
  ASSERT_FALSE(damaged);
  EXPECT_EQ(damaged.error().code, ErrorCode::Damaged);
  const auto refused = State::open("/proc/filon");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::Disk);
}

TEST(Sqlite, MigratesStepByStepAndAllOrNothing) {
  const ScratchDir dir;
  constexpr std::array<std::string_view, 3> steps = {
      "CREATE TABLE t (a INTEGER NOT NULL) STRICT; INSERT INTO t VALUES (1)",
      "ALTER TABLE t ADD COLUMN b TEXT; UPDATE t SET b = 'x'",
      "CREATE TABLE u (a INTEGER); CREATE TABLE t (a INTEGER)"};  // t is there already
  const std::span<const std::string_view> all(steps);
  auto database = SqliteDatabase::open(dir.path() / "a.sqlite");
  ASSERT_TRUE(database) << database.error().message;
  ASSERT_TRUE(database->migrate(all.first(1)));
  ASSERT_TRUE(database->migrate(all.first(2)));
  ASSERT_TRUE(database->migrate(all.first(2)));
  const auto broken = database->migrate(all);
  ASSERT_FALSE(broken);
  EXPECT_THAT(broken.error().message, HasSubstr("a.sqlite: table t already exists"));
  EXPECT_FALSE(database->prepare("SELECT a FROM u"));

  auto query = database->prepare("SELECT a, b FROM t");
  ASSERT_TRUE(query);
  ASSERT_TRUE(*query->next());
  EXPECT_EQ(query->integer(0), 1);
  EXPECT_EQ(query->text(1), "x");
  EXPECT_FALSE(*query->next());

  const auto newer = database->migrate(all.first(1));
  ASSERT_FALSE(newer);
  EXPECT_THAT(newer.error().message, HasSubstr("made by a newer version of Filon"));
}

TEST(Sqlite, ReportsAFullDiskAsSuchAndKeepsWhatWasThere) {
  const ScratchDir dir;
  auto database = SqliteDatabase::open(dir.path() / "a.sqlite");
  ASSERT_TRUE(database);
  ASSERT_TRUE(database->execute("CREATE TABLE t (a TEXT); INSERT INTO t VALUES ('old')"));
  ASSERT_TRUE(database->execute("PRAGMA max_page_count = 3"));
  const auto full = database->transaction([&]() -> Status {
    auto put = database->prepare("INSERT INTO t VALUES (?)");
    if (!put) return fail(put.error());
    if (Status bound = put->bind(0, std::string(100000, 'x')); !bound) return bound;
    return put->run();
  });
  ASSERT_FALSE(full);
  EXPECT_EQ(full.error().code, ErrorCode::Disk);
  EXPECT_THAT(full.error().message, HasSubstr("a.sqlite: database or disk is full"));
  auto count = database->prepare("SELECT count(*) FROM t");
  ASSERT_TRUE(count && *count->next());
  EXPECT_EQ(count->integer(0), 1);
}

}  // namespace
}  // namespace filon
