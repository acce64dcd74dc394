#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <map>
#include <set>

#include "annuaire/data_dir.h"
#include "indexer/pipeline.h"
#include "tests/integration/random_questions.h"
#include "tests/integration/test_index.h"

// Random and mutated questions against the demo data: whatever is asked, an answer or a problem
// that blames the question, and figures that agree with each other.

namespace filon {
namespace {

// How many questions; FILON_ATTACKS asks for more (scripts/relevance --attack).
int attacks() {
  const char* asked = std::getenv("FILON_ATTACKS");
  return asked ? std::atoi(asked) : 1500;
}

std::string shown(const Parameters& params) {
  std::string text;
  for (const auto& [name, value] : params) text += name + "=" + value + "&";
  return text;
}

double wall_ms() {
  const auto now = std::chrono::steady_clock::now().time_since_epoch();
  return std::chrono::duration<double, std::milli>(now).count();
}

class SearchAttack : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    const auto folder =
        std::filesystem::path(testing::TempDir()) / fmt::format("filon-attack-{}", getpid());
    RunSettings settings;
    settings.store = folder / "store";
    settings.index = folder / "index";
    settings.data = data_dir();
    settings.sources = {{"lemarche", (data_dir() / "demo/lemarche.json").string()},
                        {"carteco", (data_dir() / "demo/carteco.json").string()}};
    const Report report = run(settings);
    ASSERT_FALSE(report.error) << report.error->message;
    index_ = std::make_unique<TestIndex>(settings.index);
  }
  static void TearDownTestSuite() { index_.reset(); }

  // None when the question is refused, which must be its own fault.
  std::optional<SearchResult> answer(const Parameters& params) {
    const double before = wall_ms();
    const auto& snapshot = index_->snapshot();
    const auto request =
        parse_search_request(params, shipped_tables(), *snapshot, Strictness::Strict);
    if (!request) {
      EXPECT_EQ(http_status(request.error().code), 400)
          << detail(request.error(), Language::English);
      return std::nullopt;
    }
    auto found = search(*request, snapshot, shipped_tables(), test_day);
    EXPECT_TRUE(found) << detail(found.error(), Language::English);
    if (!found) return std::nullopt;
    if (const double took = wall_ms() - before; took > slowest_) {
      slowest_ = took;
      slowest_question_ = shown(params);
    }
    return *std::move(found);
  }

  static std::vector<uint32_t> documents(const SearchResult& result) {
    std::vector<uint32_t> found;
    for (const FoundStructure& hit : result.found) found.push_back(hit.hit.document);
    return found;
  }

  void expect_figures_agree(const SearchResult& result) {
    EXPECT_LE(result.legal_entities, result.total);
    EXPECT_LE(result.without_siren, result.legal_entities);
    EXPECT_LE(result.coverage.with_sector, result.coverage.located);
    for (const FoundStructure& hit : result.found) EXPECT_FALSE(hit.why.empty());
    for (const FacetInfo& info : facets)
      for (const FacetValue& value : result.facet(info.facet))
        EXPECT_TRUE(value.count > 0 || value.selected) << info.name << " " << value.value();
  }

  // Page after page: one total, no record twice, all of them.
  void expect_pages_agree(Parameters params, const SearchResult& whole) {
    params.erase("page");
    std::set<uint32_t> seen;
    for (int page = 1; page <= 3; ++page) {
      Parameters of_page = params;
      of_page.emplace("per_page", "7");
      of_page.emplace("page", std::to_string(page));
      of_page.emplace("facets", "none");
      const auto result = answer(of_page);
      ASSERT_TRUE(result);
      EXPECT_EQ(result->total, whole.total);
      for (const uint32_t document : documents(*result))
        EXPECT_TRUE(seen.insert(document).second) << "on two pages";
    }
    EXPECT_EQ(seen.size(), std::min<uint64_t>(whole.total, 21));
  }

  // What a facet promises is what choosing the value gives.
  void expect_count_holds(const Parameters& params, const SearchResult& result, Facet facet,
                          size_t choice) {
    const auto& values = result.facet(facet);
    if (values.empty() || !result.question.relaxed.empty()) return;
    const FacetValue& value = values[choice % values.size()];
    Parameters chosen = params;
    const std::string name(facet == Facet::SectorGroup ? "sector" : facet_name(facet));
    chosen.erase(name);
    chosen.erase("page");
    chosen.emplace(name, std::string(value.value()));
    const auto narrowed = answer(chosen);
    ASSERT_TRUE(narrowed);
    if (!narrowed->question.relaxed.empty()) return;
    EXPECT_EQ(narrowed->total, value.count) << name << "=" << value.value();
  }

  static inline std::unique_ptr<TestIndex> index_;
  double slowest_ = 0;
  std::string slowest_question_;
};

TEST_F(SearchAttack, EveryQuestionIsAnsweredOrAtFaultAndFiguresAgree) {
  Asker asker(2026, *index_->snapshot());
  int answered = 0, refused = 0, with_hits = 0;
  for (int i = 0; i < attacks(); ++i) {
    const Parameters params = asker.ask();
    SCOPED_TRACE(fmt::format("question {}: {}", i, shown(params)));
    const auto result = answer(params);
    answered += result.has_value();
    refused += !result;
    if (!result) continue;
    with_hits += result->total > 0;
    expect_figures_agree(*result);
    if (i % 4 == 0) expect_pages_agree(params, *result);
    if (i % 4 == 1)
      for (const Facet facet :
           {Facet::Kind, Facet::Sector, Facet::SectorGroup, Facet::Label, Facet::Network,
            Facet::Source, Facet::Prestation, Facet::Reservation, Facet::Criterion})
        expect_count_holds(params, *result, facet, static_cast<size_t>(i));
    if (i % 50 == 2) {
      const auto again = answer(params);
      ASSERT_TRUE(again);
      EXPECT_EQ(documents(*again), documents(*result)) << "twice the same question";
    }
    if (HasFailure()) break;
  }
  fmt::print("{} answered ({} with hits), {} refused; slowest {:.1f} ms: {:.200}\n", answered,
             with_hits, refused, slowest_, slowest_question_);
  EXPECT_GT(answered, attacks() / 3);
  EXPECT_GT(with_hits, attacks() / 10);
  EXPECT_GT(refused, attacks() / 50);
}

// The same questions as requests: no answer of 500 and above from any route.
TEST_F(SearchAttack, NoRouteFailsWhateverItIsAsked) {
  Asker asker(2027, *index_->snapshot());
  for (int i = 0; i < attacks() / 5; ++i) {
    Parameters params = asker.ask();
    const std::string q = params.count("q") ? params.find("q")->second : "";
    SCOPED_TRACE(shown(params));
    for (const auto& [path, asked] :
         std::vector<std::pair<std::string, Parameters>>{{"/api/v1/structures", params},
                                                         {"/api/v1/suggest", {{"q", q}}},
                                                         {"/api/v1/territories", {{"q", q}}}}) {
      const int status = index_->get(path, asked).status;
      EXPECT_TRUE(status == 200 || status == 400) << path << " " << status;
    }
    if (HasFailure()) break;
  }
}

}  // namespace
}  // namespace filon
