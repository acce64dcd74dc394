#include <gtest/gtest.h>

#include <chrono>

#include "searchd/searcher.h"

namespace filon {
namespace {

using namespace std::chrono;

TEST(ParisDay, BeginsAtMidnightInParisWinterAndSummerWhateverWasAskedBefore) {
  struct Case {
    sys_seconds at;
    std::string_view day;
  };
  const sys_days winter(year(2026) / 11 / 24), summer(year(2026) / 7 / 1);
  const std::vector<Case> cases = {
      {winter + hours(22) + minutes(59) + seconds(59), "2026-11-24"},
      {winter + hours(23), "2026-11-25"},
      {summer + hours(21) + minutes(59) + seconds(59), "2026-07-01"},
      {summer + hours(22), "2026-07-02"},
      {winter + hours(23) + minutes(59), "2026-11-25"},
  };
  for (int round = 0; round < 2; ++round)
    for (const Case& c : cases) {
      SCOPED_TRACE(c.day);
      EXPECT_EQ(paris_day(c.at).text, c.day);
      EXPECT_EQ(paris_day(c.at + milliseconds(1)).text, c.day);
    }
}

}  // namespace
}  // namespace filon
