#include "indexer/disk.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "annuaire/sha256.h"
#include "indexer/utc.h"
#include "tests/unit/indexer/scratch_dir.h"

namespace filon {
namespace {

using ::testing::HasSubstr;

TEST(Disk, ReplacesAFileWholeAndLeavesNothingBeside) {
  const ScratchDir dir;
  const auto file = dir.path() / "a";
  ASSERT_TRUE(write_file_atomically(file, "one"));
  ASSERT_TRUE(write_file_atomically(file, std::string("two\0three", 9)));
  EXPECT_EQ(*read_file(file), std::string("two\0three", 9));
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(dir.path()), {}), 1);
}

TEST(Disk, TellsThePathAndTheReasonWhenADiskIsFullOrRefuses) {
  const auto full = write_file("/dev/full", "x");
  ASSERT_FALSE(full);
  EXPECT_EQ(full.error().code, ErrorCode::Disk);
  EXPECT_EQ(full.error().message, "/dev/full: cannot write: No space left on device");
  const auto refused = make_dirs("/proc/filon/store");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::Disk);
  EXPECT_THAT(refused.error().message, HasSubstr("/proc/filon/store: cannot make this folder: "));
}

TEST(Disk, TellsAMissingFileFromARefusal) {
  EXPECT_EQ(read_file("/nowhere/at/all").error().code, ErrorCode::NotFound);
  EXPECT_EQ(read_file("/").error().code, ErrorCode::Disk);
}

TEST(Sha256, HashesBytesAndFilesAlike) {
  const std::string abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
  EXPECT_EQ(sha256_of("abc"), abc);
  const ScratchDir dir;
  ASSERT_TRUE(write_file(dir.path() / "a", "abc"));
  EXPECT_EQ(*sha256_of_file(dir.path() / "a"), abc);
  EXPECT_EQ(sha256_of_file(dir.path() / "b").error().code, ErrorCode::NotFound);
  EXPECT_EQ(sha256_of_file(dir.path()).error().code, ErrorCode::Disk);
}

TEST(Utc, ReadsBackWhatItWritesAndNothingElse) {
  const auto time = parse_utc("2028-02-29T23:59:59Z");
  ASSERT_TRUE(time);
  EXPECT_EQ(utc_text(*time), "2028-02-29T23:59:59Z");
  for (const char* bad : {"", "2026-02-30T00:00:00Z", "2026-01-01", "2026-01-01T24:00:00Z",
                          "2026-01-01T00:00:00Z ", "2026-1-1T0:0:0Z"})
    EXPECT_FALSE(parse_utc(bad)) << bad;
}

TEST(RemoveByName, RemovesAFolderAndWhatAnEarlierKillLeft) {
  const ScratchDir dir;
  for (const char* folder : {"old", ".gone"}) {
    ASSERT_TRUE(make_dirs(dir.path() / folder));
    ASSERT_TRUE(write_file(dir.path() / folder / "file", "x"));
  }
  ASSERT_TRUE(remove_by_name(dir.path() / "old", ".gone"));
  EXPECT_TRUE(std::filesystem::is_empty(dir.path()));
  EXPECT_FALSE(remove_by_name(dir.path() / "old", ".gone"));
}

}  // namespace
}  // namespace filon
