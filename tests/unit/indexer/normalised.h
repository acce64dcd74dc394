#pragma once

#include <gtest/gtest.h>

#include <utility>

#include "indexer/normalise.h"
#include "tests/unit/indexer/shipped_references.h"

namespace filon {

/// The record of a row that can be one, checked against the shipped references.
inline Structure normalised(const SourceRecord& row) {
  auto structure = normalise(row, shipped_references(), {});
  EXPECT_TRUE(structure) << structure.error().message;
  return structure ? *std::move(structure) : Structure{};
}

}  // namespace filon
