#include "searchd/kept_records.h"

#include <gtest/gtest.h>

namespace filon {
namespace {

TEST(KeptRecords, GivesBackTheDataOfTheDocumentItWasKeptFor) {
  KeptRecords kept;
  EXPECT_EQ(kept.find(3), nullptr);
  for (uint32_t document = 0; document < 50; ++document)
    kept.keep(document, "record " + std::to_string(document));
  for (uint32_t document = 0; document < 50; ++document) {
    ASSERT_NE(kept.find(document), nullptr);
    EXPECT_EQ(*kept.find(document), "record " + std::to_string(document));
  }
  EXPECT_EQ(kept.find(50), nullptr);
}

TEST(KeptRecords, StaysWithinItsBudget) {
  KeptRecords kept;
  const std::string large(1 << 20, 'x');
  size_t held = 0;
  for (uint32_t document = 0; document < 200; ++document) kept.keep(document, large);
  for (uint32_t document = 0; document < 200; ++document) held += kept.find(document) != nullptr;
  EXPECT_GE(held, 40u);
  EXPECT_LE(held, 64u);
}

}  // namespace
}  // namespace filon
