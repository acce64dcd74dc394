#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "annuaire/territory.h"

namespace filon {
namespace {

using ::testing::HasSubstr;

class BrokenTables : public ::testing::Test {
 protected:
  void SetUp() override {
    write("regions.tsv", "code\tname\n27\tBourgogne\n");
    write("departements.tsv", "code\tname\tregion\tlat\tlon\n21\tCôte-d'Or\t27\t47.4\t4.8\n");
    write("epcis.tsv", "code\tname\tkind\n");
    write("former.tsv", "code\tname\tkind\tcommune\n");
    write_commune("21231\tDijon\t21\t\t\t21000\t10\t47.3\t5.0\tcommune");
  }
  void TearDown() override { std::filesystem::remove_all(dir_); }

  void write(const char* file, std::string_view text) const {
    std::filesystem::create_directories(dir_);
    std::ofstream(dir_ / file) << text;
  }
  void write_commune(const std::string& row) const {
    write("communes.tsv",
          "code\tname\tdepartement\tepci\tept\tpost_codes\tpopulation\tlat\tlon\tprecision\n" +
              row + "\n");
  }
  std::filesystem::path dir_ = std::filesystem::path(::testing::TempDir()) /
                               ::testing::UnitTest::GetInstance()->current_test_info()->name();
};

TEST_F(BrokenTables, LoadWhenWhole) { EXPECT_TRUE(Territories::load(dir_)); }

TEST_F(BrokenTables, AreRefusedWithFileAndLine) {
  struct Case {
    std::string row, reason;
  };
  for (const Case& c :
       {Case{"21231\tDijon\t22\t\t\t21000\t10\t47.3\t5.0\tcommune", "no departement '22'"},
        Case{"21231\tDijon\t\t\t\t21000\t10\t47.3\t5.0\tcommune", "has no departement"},
        Case{"21231\tDijon\t21\t242\t\t21000\t10\t47.3\t5.0\tcommune", "no epci '242'"},
        Case{"21231\tDijon\t21\t\t\t21000\tx\t47.3\t5.0\tcommune", "population 'x'"},
        Case{"21231\tDijon\t21\t\t\t21000\t10\t470\t5.0\tcommune", "'470', '5.0' is not lat, lon"},
        Case{"21231\tDijon\t21\t\t\t21000\t10\t47.3\t5.0\tnear", "precision 'near'"}}) {
    SCOPED_TRACE(c.reason);
    write_commune(c.row);
    const auto loaded = Territories::load(dir_);
    ASSERT_FALSE(loaded);
    EXPECT_EQ(loaded.error().code, ErrorCode::Invalid);
    EXPECT_THAT(loaded.error().message, HasSubstr("communes.tsv:2: " + c.reason));
  }
}

TEST_F(BrokenTables, AreRefusedWhenCodesComeTwiceOrUnsorted) {
  for (const char* second : {"21231\tDijon", "21000\tAvant"}) {
    write_commune("21231\tDijon\t21\t\t\t21000\t10\t\t\t\n" + std::string(second) +
                  "\t21\t\t\t21000\t10\t\t\t");
    const auto loaded = Territories::load(dir_);
    ASSERT_FALSE(loaded);
    EXPECT_THAT(loaded.error().message, HasSubstr("communes.tsv:3: "));
  }
}

TEST_F(BrokenTables, AreRefusedWhenOneIsMissing) {
  std::filesystem::remove(dir_ / "epcis.tsv");
  const auto loaded = Territories::load(dir_);
  ASSERT_FALSE(loaded);
  EXPECT_THAT(loaded.error().message, HasSubstr("epcis.tsv"));
}

}  // namespace
}  // namespace filon
