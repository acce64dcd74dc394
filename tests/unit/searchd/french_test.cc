#include "searchd/pages/french.h"

#include <gtest/gtest.h>

namespace filon {
namespace {

TEST(French, CountsFromTwoAndPartsThousands) {
  EXPECT_EQ(counted(0, "structure", "structures"), "0\u00a0structure");
  EXPECT_EQ(counted(1, "structure", "structures"), "1\u00a0structure");
  EXPECT_EQ(counted(2, "structure", "structures"), "2\u00a0structures");
  EXPECT_EQ(french_number(999), "999");
  EXPECT_EQ(french_number(1000), "1\u202f000");
  EXPECT_EQ(french_number(1234567), "1\u202f234\u202f567");
}

TEST(French, WritesDaysInFullAndNothingForWhatIsNoDay) {
  EXPECT_EQ(french_day("2026-11-24T05:00:00Z"), "24 novembre 2026");
  EXPECT_EQ(french_day("2026-08-01"), "1er août 2026");
  for (const std::string none : {"", "2026", "2026-13-01", "hier"})
    EXPECT_EQ(french_day(none), "") << none;
}

TEST(French, NeverSaysThatSomethingIsAtZeroKilometres) {
  EXPECT_EQ(french_distance(0), "à moins de 1\u00a0km");
  EXPECT_EQ(french_distance(12.4), "à 12\u00a0km");
}

}  // namespace
}  // namespace filon
