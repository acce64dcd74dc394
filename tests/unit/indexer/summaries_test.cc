#include "indexer/summaries.h"

#include <gtest/gtest.h>

#include "annuaire/data_dir.h"
#include "annuaire/supply_summary.h"
#include "indexer/disk.h"
#include "indexer/generation.h"
#include "tests/unit/indexer/scratch_dir.h"

namespace filon {
namespace {

class Summaries : public testing::Test {
 protected:
  void publish(const std::string& built_at, size_t keep) {
    const auto territories = Territories::load(data_dir() / "territories");
    ASSERT_TRUE(territories);
    const auto manifest = write_generation(index(), {{}, {}, built_at}, *territories, {});
    ASSERT_TRUE(manifest) << manifest.error().message;
    const Status published = publish_generation(index(), manifest->generation, keep);
    ASSERT_TRUE(published) << published.error().message;
  }
  const std::filesystem::path& index() const { return scratch_.path(); }

 private:
  ScratchDir scratch_;
};

TEST_F(Summaries, OutliveTheirGenerations) {
  publish("2026-11-22T02:00:00Z", 1);
  publish("2026-11-23T02:00:00Z", 1);
  EXPECT_FALSE(std::filesystem::exists(generation_dir(index(), 1)));
  const auto kept = kept_summaries(index());
  ASSERT_EQ(kept.size(), 2u);
  const auto first = read_summary(kept[0].file);
  ASSERT_TRUE(first) << first.error().message;
  EXPECT_EQ(first->generation, 1);
  EXPECT_EQ(first->built_at, "2026-11-22T02:00:00Z");
}

TEST_F(Summaries, AreThinnedOutToTheLastOfEachMonth) {
  ASSERT_TRUE(make_dirs(index() / summaries_folder));
  // Three each of January and February, then enough newer ones of one month.
  int64_t generation = 100;
  for (const char* day : {"2026-01-02", "2026-01-09", "2026-01-31", "2026-02-01", "2026-02-02",
                          "2026-02-28"})
    ASSERT_TRUE(write_file(summary_path(index(), generation++, day), "x"));
  for (size_t i = 0; i + 1 < newest_summaries; ++i)
    ASSERT_TRUE(write_file(summary_path(index(), generation++, "2026-03-03"), "x"));
  ASSERT_TRUE(make_dirs(generation_dir(index(), generation)));  // the next one follows it
  publish("2026-03-04T02:00:00Z", 3);
  std::vector<std::string> days;
  for (const KeptSummary& kept : kept_summaries(index()))
    if (kept.day < "2026-03") days.push_back(kept.day);
  EXPECT_EQ(days, (std::vector<std::string>{"2026-01-31", "2026-02-28"}));
  EXPECT_EQ(kept_summaries(index()).size(), 2 + newest_summaries);
}

}  // namespace
}  // namespace filon
