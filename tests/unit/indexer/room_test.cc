#include "indexer/room.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace filon {
namespace {

TEST(Room, IsMeasuredOnTheServedGeneration) {
  Manifest served;
  served.structures = 100;
  served.files = {{"a", {600'000, ""}}, {"b", {400'000, ""}}};
  EXPECT_EQ(room_needed(200, served), 3'400'000u);
  EXPECT_EQ(room_needed(1'000, std::nullopt), 2'040'000u);
  EXPECT_EQ(room_needed(1'000, Manifest{}), 2'040'000u);
}

TEST(Room, IsRefusedWithBothFigures) {
  EXPECT_TRUE(check_room("/tmp", 1));
  const Status refused = check_room("/tmp", uint64_t{1} << 60);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::Disk);
  EXPECT_THAT(refused.error().message, testing::HasSubstr("the new index takes about 115292150"));
}

}  // namespace
}  // namespace filon
