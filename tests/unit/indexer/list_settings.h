#pragma once

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "indexer/source_settings.h"

namespace filon {

using SettingLines = std::vector<std::pair<std::string, std::string>>;

/// What those lines say of a source named "liste": their keys are written without "source.liste.".
inline SourceSettings list_settings(const SettingLines& lines) {
  SettingLines full;
  for (const auto& [key, value] : lines) full.emplace_back("source.liste." + key, value);
  auto all = parse_source_settings(full);
  EXPECT_TRUE(all) << all.error().message;
  return all ? all->at("liste") : SourceSettings{};
}

}  // namespace filon
