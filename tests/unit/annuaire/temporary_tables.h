#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string_view>

namespace filon {

/// A folder of tables for one test, gone with it. Named after the test, so that tests may run
/// side by side.
class TemporaryTables {
 public:
  TemporaryTables() {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    dir_ = std::filesystem::path(testing::TempDir()) /
           (std::string("filon-") + test->test_suite_name() + "-" + test->name());
    std::filesystem::create_directories(dir_);
  }
  ~TemporaryTables() { std::filesystem::remove_all(dir_); }
  TemporaryTables(const TemporaryTables&) = delete;
  TemporaryTables& operator=(const TemporaryTables&) = delete;

  const std::filesystem::path& dir() const { return dir_; }
  std::string write(std::string_view name, std::string_view content) const {
    const auto file = dir_ / name;
    std::ofstream(file) << content;
    return file.string();
  }

 private:
  std::filesystem::path dir_;
};

}  // namespace filon
