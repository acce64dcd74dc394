#include "indexer/snapshot_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <csignal>
#include <random>

#include "indexer/disk.h"
#include "indexer/harvest_list.h"
#include "indexer/store_lock.h"
#include "tests/unit/indexer/scratch_dir.h"

namespace filon {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr auto one_day = std::chrono::hours(24);

RawSnapshot snapshot_of(std::vector<std::string> pages,
                        const std::string& time = "2026-08-20T10:15:00Z") {
  RawSnapshot snapshot;
  snapshot.info.url = "https://example.org/api/?token=hunter2";
  snapshot.info.fetched_at = *parse_utc(time);
  snapshot.info.status = 200;
  snapshot.info.content_type = "application/json";
  snapshot.info.etag = "\"v1\"";
  snapshot.info.complete = true;
  snapshot.pages = std::move(pages);
  return snapshot;
}

/// Files above this size are refused while it lives, as by a disk that is full.
class FullDisk {
 public:
  explicit FullDisk(rlim_t bytes) : old_handler_(std::signal(SIGXFSZ, SIG_IGN)) {
    getrlimit(RLIMIT_FSIZE, &old_);
    const rlimit small{bytes, old_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &small);
  }
  FullDisk(const FullDisk&) = delete;
  FullDisk& operator=(const FullDisk&) = delete;
  ~FullDisk() {
    setrlimit(RLIMIT_FSIZE, &old_);
    std::signal(SIGXFSZ, old_handler_);
  }

 private:
  rlimit old_{};
  void (*old_handler_)(int);
};

std::string noise(size_t size) {
  std::mt19937 source(7);
  std::string bytes(size, '\0');
  for (char& byte : bytes) byte = static_cast<char>(source());
  return bytes;
}

TEST(SnapshotStore, GivesBackWhatCameAndNoSecretOfTheAddress) {
  const ScratchDir dir;
  const SnapshotStore store(dir.path());
  const std::vector<std::string> pages = {"{\"a\": 1}", std::string(100000, 'x'), ""};
  const auto saved = store.save("lemarche", snapshot_of(pages));
  ASSERT_TRUE(saved) << saved.error().message;
  EXPECT_EQ(saved->id, "20260820T101500Z-1");
  EXPECT_TRUE(fs::exists(dir.path() / "snapshots/lemarche/20260820T101500Z-1/0001.zst"));
  const auto latest = store.latest("lemarche");
  ASSERT_TRUE(latest && *latest);
  EXPECT_EQ(**latest, *saved);
  EXPECT_EQ((*latest)->url, "https://example.org/api/?token=***");
  const auto read = store.read(**latest);
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(*read, pages);
}

TEST(SnapshotStore, GivesTheNewestCompleteOneEvenWithinOneSecond) {
  const ScratchDir dir;
  const SnapshotStore store(dir.path());
  EXPECT_EQ(*store.latest("carteco"), std::nullopt);
  for (int i = 0; i < 11; ++i) ASSERT_TRUE(store.save("carteco", snapshot_of({std::to_string(i)})));
  RawSnapshot partial = snapshot_of({"half"}, "2026-08-21T00:00:00Z");
  partial.info.complete = false;
  ASSERT_TRUE(store.save("carteco", partial));
  const auto latest = store.latest("carteco");
  ASSERT_TRUE(latest && *latest);
  EXPECT_EQ((*latest)->id, "20260820T101500Z-11");
  EXPECT_THAT(*store.read(**latest), ElementsAre("10"));
  EXPECT_THAT(*store.sources(), ElementsAre("carteco"));
}

TEST(SnapshotStore, NamesTheFileThatIsDamagedOrLost) {
  const ScratchDir dir;
  const SnapshotStore store(dir.path());
  const auto saved = store.save("carteco", snapshot_of({"one", "two"}));
  const auto other = store.save("carteco", snapshot_of({"owt"}));
  ASSERT_TRUE(saved && other);
  const fs::path place = dir.path() / "snapshots/carteco";
  fs::copy_file(place / other->id / "0001.zst", place / saved->id / "0002.zst",
                fs::copy_options::overwrite_existing);
  struct Case {
    std::string bytes, reason;
  };
  const auto swapped = store.read(*saved);
  ASSERT_FALSE(swapped);
  EXPECT_EQ(swapped.error().code, ErrorCode::Damaged);
  EXPECT_THAT(swapped.error().message, HasSubstr("0002.zst: its hash is not the one in meta.json"));

  ASSERT_TRUE(write_file(place / saved->id / "0001.zst", "garbage"));
  const auto garbage = store.read(*saved);
  ASSERT_FALSE(garbage);
  EXPECT_THAT(garbage.error().message, HasSubstr("0001.zst: not the 3 bytes that were stored"));

  fs::remove(place / saved->id / "0001.zst");
  EXPECT_EQ(store.read(*saved).error().code, ErrorCode::Damaged);
  ASSERT_TRUE(write_file(place / other->id / "meta.json", "{"));
  EXPECT_EQ(store.latest("carteco").error().code, ErrorCode::Damaged);
  fs::remove(place / other->id / "meta.json");
  EXPECT_EQ(store.latest("carteco").error().code, ErrorCode::Damaged);
}

// Those are packed on all cores, piece by piece.
TEST(SnapshotStore, GivesBackPagesOfMegabytes) {
  const ScratchDir dir;
  const SnapshotStore store(dir.path());
  const std::vector<std::string> pages = {noise(3'000'000), std::string(5'000'000, 'x')};
  const auto saved = store.save("liste", snapshot_of(pages));
  ASSERT_TRUE(saved) << saved.error().message;
  const auto read = store.read(*saved);
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_TRUE(*read == pages);  // megabytes would say nothing in a message
}

TEST(SnapshotStore, KeepsTheOldSnapshotWhenTheDiskIsFull) {
  const ScratchDir dir;
  const SnapshotStore store(dir.path());
  ASSERT_TRUE(store.save("carteco", snapshot_of({"old"})));
  const RawSnapshot large = snapshot_of({"small", noise(100000)}, "2026-08-21T00:00:00Z");
  Result<SnapshotInfo> refused = fail(ErrorCode::Internal, "not tried");
  {
    const FullDisk full(50000);
    refused = store.save("carteco", large);
  }
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::Disk);
  EXPECT_THAT(refused.error().message, HasSubstr("0002.zst: cannot write: "));
  EXPECT_EQ((*store.latest("carteco"))->id, "20260820T101500Z-1");
  EXPECT_EQ(std::distance(fs::directory_iterator(dir.path() / "snapshots/carteco"), {}), 1);
}

TEST(SnapshotStore, PrunesTheOldAndTheHalfWrittenButNeverTheLastGoodOne) {
  const ScratchDir dir;
  const SnapshotStore store(dir.path());
  std::vector<std::string> ids;
  for (const char* time : {"2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z", "2026-03-01T00:00:00Z",
                           "2026-04-01T00:00:00Z"})
    ids.push_back(store.save("carteco", snapshot_of({time}, time))->id);
  const fs::path place = dir.path() / "snapshots/carteco";
  fs::create_directories(place / ".tmp-20260401T000000Z-1");
  EXPECT_EQ(*store.latest("carteco"), *store.find("carteco", ids[3]));
  const UtcTime now = *parse_utc("2026-04-02T00:00:00Z");

  EXPECT_EQ(*store.prune("carteco", 3, 400 * one_day, now), 1);
  EXPECT_FALSE(fs::exists(place / ".tmp-20260401T000000Z-1"));
  EXPECT_EQ(store.find("carteco", ids[0]).error().code, ErrorCode::NotFound);
  EXPECT_EQ(*store.prune("carteco", 3, 40 * one_day, now, {ids[1]}), 0);
  EXPECT_EQ(*store.prune("carteco", 3, 40 * one_day, now), 1);
  EXPECT_EQ(*store.prune("carteco", 0, 0 * one_day, now + 400 * one_day), 1);
  EXPECT_EQ((*store.latest("carteco"))->id, ids[3]);
}

TEST(SnapshotStore, RefusesANameThatCouldLeaveTheStore) {
  const ScratchDir dir;
  const SnapshotStore store(dir.path());
  for (const char* name : {"", "..", "a/b", "Carteco", "a b", "."}) {
    SCOPED_TRACE(name);
    EXPECT_EQ(store.save(name, snapshot_of({"x"})).error().code, ErrorCode::Usage);
    EXPECT_EQ(store.latest(name).error().code, ErrorCode::Usage);
  }
  EXPECT_EQ(store.find("carteco", "../../x").error().code, ErrorCode::NotFound);
  EXPECT_THAT(*store.sources(), IsEmpty());
}

TEST(HarvestList, IsReadBackAsWrittenWithoutSecrets) {
  const ScratchDir dir;
  EXPECT_EQ(read_harvest(dir.path()).error().code, ErrorCode::NotFound);
  const std::vector<HarvestedSource> sources = {
      {"lemarche", "https://example.org/?key=k", "20260820T101500Z-1", true},
      {"liste", "/srv/liste.csv", "", false}};
  ASSERT_TRUE(write_harvest(dir.path() / "store", sources));
  auto read = read_harvest(dir.path() / "store");
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ((*read)[0].url, "https://example.org/?key=***");
  (*read)[0].url = sources[0].url;
  EXPECT_EQ(*read, sources);
}

TEST(StoreLock, LetsOneRunIn) {
  const ScratchDir dir;
  {
    const auto first = StoreLock::take(dir.path());
    ASSERT_TRUE(first) << first.error().message;
    const auto second = StoreLock::take(dir.path());
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, ErrorCode::Locked);
    EXPECT_EQ(second.error().message,
              fmt::format("{}: another run (process {}) holds this store: wait until it ends",
                          dir.path().string(), ::getpid()));
  }
  EXPECT_TRUE(StoreLock::take(dir.path()));
}

}  // namespace
}  // namespace filon
