// Floors on real notices. Reached in November 2026: right first 0.754, among three 0.900, macro
// over divisions 0.656, no likely trade for what no trade answers 0.832 (needs_report prints them).
#include <gtest/gtest.h>

#include <cstdlib>

#include "annuaire/data_dir.h"
#include "annuaire/json.h"
#include "tests/needs/notices.h"

namespace filon {
namespace {

TEST(Notices, AreReadAsWellAsBefore) {
  const char* const folder = std::getenv("FILON_REAL_DATA");
  if (!folder) GTEST_SKIP() << "set FILON_REAL_DATA to the folder of real/tenders.jsonl";
  const auto tables = Tables::load(data_dir());
  ASSERT_TRUE(tables) << tables.error().message;
  const auto notices = read_notices(folder);
  ASSERT_TRUE(notices) << notices.error().message;
  std::vector<Needs> read;
  for (const Notice& notice : *notices) {
    read.push_back(read_needs(notice.object, *tables));
    ASSERT_FALSE(read.back().lots.empty()) << notice.object;
    ASSERT_TRUE(parse_json(needs_json(read.back()))) << notice.object;
  }
  const CpvFigures cpv = measure_cpv(*notices, read);
  EXPECT_GE(cpv.first, 0.75);
  EXPECT_GE(cpv.among_three, 0.88);
  EXPECT_GE(cpv.macro(), 0.62);
  EXPECT_GE(measure_honesty(*notices, read).share(), 0.80);
}

}  // namespace
}  // namespace filon
