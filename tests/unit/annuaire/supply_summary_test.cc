#include "annuaire/supply_summary.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace filon {
namespace {

SupplySummary small() {
  SupplySummary summary;
  summary.generation = 12;
  summary.built_at = "2026-11-24T02:00:00Z";
  summary.coverage["departement:21"] = {7, 5};
  summary.coverage["epci:242100410"] = {2, 0};
  summary.cells[{"departement:21", ""}] = {6, 4, {1, 2, 3, 0, 1}};
  summary.cells[{"departement:21", "traiteur"}] = {2, 2, {0, 1, 1, 0, 0}};
  return summary;
}

TEST(SupplySummary, IsReadBackAsItWasWritten) {
  const auto read = summary_from_tsv(to_tsv(small()));
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(*read, small());
  EXPECT_EQ(read->cell("departement:21", "traiteur").legal_entities, 2u);
  EXPECT_EQ(read->cell("departement:21", "blanchisserie"), SupplyCell());
  EXPECT_EQ(read->cell("nowhere", ""), SupplyCell());
}

TEST(SupplySummary, RefusesAFileThatIsNoneAndNamesTheLine) {
  const std::string good = to_tsv(small());
  struct Case {
    std::string text, reason;
  };
  for (const Case& c :
       {Case{"", "1: not a generation and an instant"}, Case{"x\t2026\n", "1: not a generation"},
        Case{"1\t2026-11-24T00:00:00Z\nwhat\n", "2: not the titles of a summary"},
        Case{good.substr(0, good.size() - 1), "the last line has no end"},
        Case{good + "a\tb\n", "6: not a row of 11 columns"},
        Case{good + "a\tb\tx\t0\t0\t0\t0\t0\t0\t\t\n", "6: not a row"}}) {
    SCOPED_TRACE(c.reason);
    const auto read = summary_from_tsv(c.text);
    ASSERT_FALSE(read);
    EXPECT_NE(read.error().message.find(c.reason), std::string::npos) << read.error().message;
  }
}

TEST(SupplySummary, AreKeptByDayAndGenerationInTheirNames) {
  std::string folder = (std::filesystem::temp_directory_path() / "filon-summary-XXXXXX").string();
  ASSERT_NE(mkdtemp(folder.data()), nullptr);
  const std::filesystem::path index = folder;
  EXPECT_TRUE(kept_summaries(index).empty());
  std::filesystem::create_directory(index / summaries_folder);
  for (const int64_t generation : {10, 9})
    std::ofstream(summary_path(index, generation, "2026-11-24T02:00:00Z")) << "x";
  for (const char* name : {"notes.txt", "2026-11-24-gen-.tsv", "2026-11-24-gen-11.tsv.tmp"})
    std::ofstream(index / summaries_folder / name) << "x";
  const auto kept = kept_summaries(index);
  ASSERT_EQ(kept.size(), 2u);
  EXPECT_EQ(kept[0].generation, 9);
  EXPECT_EQ(kept[1].generation, 10);
  EXPECT_EQ(kept[1].day, "2026-11-24");
  std::filesystem::remove_all(index);
}

}  // namespace
}  // namespace filon
