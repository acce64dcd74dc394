#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>

#include "annuaire/data_dir.h"
#include "indexer/pipeline.h"
#include "tests/integration/test_index.h"

namespace filon {
namespace {

const std::filesystem::path golden_dir = FILON_GOLDEN_DIR;

std::string content_of(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

void replace_all(std::string& text, std::string_view what, std::string_view with) {
  for (size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += with.size())
    text.replace(at, what.size(), with);
}

// One object a line, so that a difference shows; the dates of the run and its folder left out.
std::string comparable(std::string body) {
  for (const char* key :
       {"\"built_at\":\"", "\"harvested_at\":\"", "\"seen_at\":\"", "\"first_seen\":\"",
        "\"changed_at\":\"", "\"url\":\"/", "\"url\":\"file:"})
    for (size_t at = 0; (at = body.find(key, at)) != std::string::npos;) {
      at += std::string_view(key).size();
      body.replace(at, body.find('"', at) - at, "…");
    }
  replace_all(body, "},{", "},\n{");
  replace_all(body, "[{", "[\n{");
  return body + '\n';
}

class Golden : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    const auto folder =
        std::filesystem::path(testing::TempDir()) / fmt::format("filon-golden-{}", getpid());
    RunSettings settings;
    settings.store = folder / "store";
    settings.index = folder / "index";
    settings.data = data_dir();
    settings.sources = {{"exemple", (golden_dir / "structures.jsonl").string()}};
    const Report report = run(settings);
    ASSERT_FALSE(report.error) << report.error->message;
    index_ = std::make_unique<TestIndex>(settings.index);
  }
  static void TearDownTestSuite() { index_.reset(); }

  static inline std::unique_ptr<TestIndex> index_;
};

TEST_F(Golden, AnswersStandAsTheyWere) {
  struct Case {
    std::string path;
    Parameters params;
    std::string file;
  };
  const std::vector<Case> cases = {
      {"/api/v1/sectors", {}, "sectors.json"},
      {"/api/v1/labels", {}, "labels.json"},
      {"/api/v1/kinds", {}, "kinds.json"},
      {"/api/v1/networks", {}, "networks.json"},
      {"/api/v1/criteria", {}, "criteria.json"},
      {"/api/v1/prestations", {}, "prestations.json"},
      {"/api/v1/sources", {}, "sources.json"},
      {"/api/v1/territories", {{"q", "dijon"}}, "territories.json"},
      {"/api/v1/territories/commune:21231", {}, "territory_dijon.json"},
      {"/api/v1/territories/region:27", {}, "territory_region.json"},
      {"/api/v1/territories/france", {}, "territory_france.json"},
      {"/api/v1/structures/99900000100010/similar", {{"seed", "s"}}, "similar.json"},
      {"/api/v1/suggest", {{"q", "plat"}, {"seed", "s"}}, "suggest.json"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.file);
    const auto response = index_->get(c.path, c.params);
    ASSERT_EQ(response.status, 200) << response.body;
    const std::string answer = comparable(response.body);
    if (std::getenv("FILON_REFRESH_GOLDEN")) std::ofstream(golden_dir / c.file) << answer;
    EXPECT_EQ(answer, content_of(golden_dir / c.file))
        << "meant? FILON_REFRESH_GOLDEN=1 writes it anew (tests/golden/README.md)";
  }
}

}  // namespace
}  // namespace filon
