#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <set>

#include "annuaire/data_dir.h"
#include "annuaire/document.h"
#include "annuaire/siret.h"
#include "annuaire/structure_json.h"
#include "indexer/generation.h"
#include "indexer/pipeline.h"
#include "searchd/searcher.h"
#include "searchd/tables.h"

namespace filon {
namespace {

/// A store and an index of one test, gone with it.
class Pipeline : public testing::Test {
 protected:
  Pipeline() {
    settings_.store = folder_ / "store";
    settings_.index = folder_ / "index";
    settings_.data = data_dir();
  }
  ~Pipeline() override { std::filesystem::remove_all(folder_); }

  Report run_on(const std::vector<SourceChoice>& sources) {
    settings_.sources = sources;
    return run(settings_);
  }

  std::vector<Structure> records() {
    auto snapshot = Snapshot::open(
        generation_dir(settings_.index, *current_generation(settings_.index)), *tables_);
    EXPECT_TRUE(snapshot) << snapshot.error().message;
    snapshot_ = *snapshot;
    std::vector<Structure> all;
    for (uint32_t d = 0; d < snapshot_->image->documents; ++d) {
      const auto data = snapshot_->record(d);
      const auto [record, provenance] = split_data(*data);
      all.push_back(*structure_from_json(record, provenance));
    }
    return all;
  }

  uint64_t total(const Parameters& parameters) {
    const auto request = parse_search_request(parameters, *tables_, *snapshot_, Strictness::Strict);
    return search(*request, snapshot_, *tables_, {20261123, "2026-11-23"})->total;
  }

  std::vector<std::string> names(const Parameters& parameters) {
    const auto request = parse_search_request(parameters, *tables_, *snapshot_, Strictness::Strict);
    const auto found = search(*request, snapshot_, *tables_, {20261123, "2026-11-23"});
    std::vector<std::string> all;
    for (const FoundStructure& hit : found->found) {
      const auto [record, provenance] = split_data(hit.data);
      all.push_back(structure_from_json(record, provenance)->name);
    }
    return all;
  }

  std::filesystem::path folder_ =
      std::filesystem::path(testing::TempDir()) /
      fmt::format("filon-{}-{}", testing::UnitTest::GetInstance()->current_test_info()->name(),
                  getpid());
  RunSettings settings_;
  Result<Tables> tables_ = Tables::load(data_dir());
  std::shared_ptr<const Snapshot> snapshot_;
};

bool has_doubt(const Structure& s, std::string_view words) {
  return std::any_of(s.doubts.begin(), s.doubts.end(), [&](const std::string& doubt) {
    return doubt.find(words) != std::string::npos;
  });
}

void expect_counts_add_up(const Report& report) {
  size_t kept = 0;
  for (const SourceReport& source : report.sources) {
    EXPECT_EQ(source.read, source.kept + source.rejected.size()) << source.name;
    kept += source.kept;
  }
  EXPECT_EQ(report.total, kept - report.merged);
}

TEST_F(Pipeline, MakesAnIndexOfTheDemoDataAndNothingNewOfTheSameAgain) {
  const std::vector<SourceChoice> sources = {
      {"lemarche", (data_dir() / "demo/lemarche.json").string()},
      {"carteco", (data_dir() / "demo/carteco.json").string()}};
  const Report first = run_on(sources);
  ASSERT_FALSE(first.error) << first.error->message;
  expect_counts_add_up(first);
  EXPECT_GT(first.merged, 50u);
  for (const Structure& s : records()) {
    EXPECT_FALSE(s.id.empty());
    EXPECT_FALSE(s.sources.empty()) << s.id;
    EXPECT_TRUE(!s.address.insee_code.empty() || !s.doubts.empty()) << s.id;
    EXPECT_EQ(to_json(s).find("subscriber"), std::string::npos) << s.id;
    EXPECT_EQ(to_json(s).find("@example.org"), std::string::npos) << s.id << ": a private address";
  }
  const Report again = run_on(sources);
  ASSERT_FALSE(again.error) << again.error->message;
  EXPECT_EQ(again.added + again.changed + again.removed, 0u);
}

// More lines than one thread reads at once, and more records than one part of the database holds.
TEST_F(Pipeline, ReadsAndWritesManyRecordsOnAllCoresAsOneThreadWould) {
  constexpr size_t lines = 4'500;
  std::filesystem::create_directories(folder_);
  const auto file = folder_ / "many.jsonl";
  std::ofstream out(file);
  for (size_t i = 1; i <= lines; ++i) {
    if (i % 1000 == 0)
      out << "no JSON\n";
    else
      out << fmt::format(
                 R"({{"id": "r{0}", "name": "Atelier numéro {0}", "description": "On y répare {1}",)"
                 R"( {2} "address": {{"post_code": "{3}", "city": "{4}"}}}})",
                 i, i % 2 ? "des vélos" : "des meubles", i > 1700 ? R"("colour": "red",)" : "",
                 i % 3 ? "21000" : "75012", i % 3 ? "Dijon" : "Paris")
          << '\n';
  }
  out.close();
  const Report report = run_on({{"invented", file.string()}});
  ASSERT_FALSE(report.error) << report.error->message;
  expect_counts_add_up(report);
  const SourceReport& source = report.sources.front();
  EXPECT_EQ(source.read, lines);
  ASSERT_EQ(source.rejected.size(), lines / 1000);
  for (size_t i = 0; i < source.rejected.size(); ++i)
    EXPECT_TRUE(source.rejected[i].origin.ends_with(fmt::format(":{}", (i + 1) * 1000)))
        << source.rejected[i].origin;
  EXPECT_EQ(std::count_if(source.warnings.begin(), source.warnings.end(),
                          [](const std::string& warning) {
                            return warning.ends_with(":1701: unknown key 'colour' is read over");
                          }),
            1);
  const std::vector<Structure> all = records();
  ASSERT_EQ(all.size(), lines - source.rejected.size());
  for (uint32_t d = 0; d < all.size(); ++d) EXPECT_EQ(snapshot_->image->ids[d], all[d].id);
  EXPECT_EQ(total({{"q", "velos"}, {"interpret", "false"}}), lines / 2);
  EXPECT_EQ(total({{"q", "4499"}, {"interpret", "false"}}), 1u);
}

TEST_F(Pipeline, KeepsTheOldIndexWhenASourceCannotBeReadOrLosesTooMuch) {
  const std::string demo = (data_dir() / "demo/lemarche.json").string();
  ASSERT_FALSE(run_on({{"lemarche", demo}}).error);
  const Report missing = run_on({{"lemarche", (folder_ / "none.json").string()}});
  ASSERT_TRUE(missing.error);
  EXPECT_EQ(missing.error->code, ErrorCode::Fetch);
  const auto small = folder_ / "small.json";
  std::ofstream(small)
      << R"({"count":1,"next":null,"previous":null,"results":[{"id":1,"name":"SEULE",)"
         R"("siret":"99900104300010","kind":"EI","post_code":"21000","city":"Dijon",)"
         R"("is_active":true}]})";
  const Report loss = run_on({{"lemarche", small.string()}});
  ASSERT_TRUE(loss.error);
  EXPECT_EQ(loss.error->code, ErrorCode::Refused);
  EXPECT_EQ(current_generation(settings_.index), 1);
}

TEST_F(Pipeline, ReadsTheRealSampleOfLeMarche) {
  const char* const folder = std::getenv("FILON_REAL_DATA");
  if (!folder || !*folder) GTEST_SKIP() << "FILON_REAL_DATA names no folder of real data";
  const Report report =
      run_on({{"lemarche", std::string(folder) + "/lemarche_structures_page.json"}});
  ASSERT_FALSE(report.error) << report.error->message;
  expect_counts_add_up(report);
  EXPECT_EQ(report.sources[0].read, 3853u);
  EXPECT_EQ(report.merged, 10u);
  std::set<std::string> shared;
  size_t two_kinds = 0, failing = 0;
  for (const Structure& s : records()) {
    if (has_doubt(s, "SIRET shared")) shared.insert(s.siret);
    two_kinds += s.kinds.size() == 2;
    const auto siret = Siret::parse(s.siret);
    if (siret && !siret->check_digit_holds()) failing += has_doubt(s, s.siret);
    const Address& a = s.address;
    EXPECT_TRUE((!a.insee_code.empty() && !a.departement.empty() && !a.region.empty()) ||
                !s.doubts.empty())
        << s.id;
  }
  EXPECT_EQ(two_kinds, 10u);
  EXPECT_EQ(shared.size(), 2u);
  EXPECT_EQ(failing, 13u);
  EXPECT_EQ(names({{"q", "ethicofil"}}).at(0), "Ethicofil");
  EXPECT_EQ(names({{"q", "ethicofl"}}).at(0), "Ethicofil");
  EXPECT_EQ(names({{"q", "emmaus"}}), names({{"q", "emmaüs"}}));
  EXPECT_EQ(total({{"territory", "departement:21"}, {"kind", "ACI"}}), 9u);
  EXPECT_EQ(total({{"territory", "epci:242100410"}}), 19u);
}

}  // namespace
}  // namespace filon
