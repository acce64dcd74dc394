#pragma once

#include <memory>
#include <string>
#include <vector>

#include "searchd/facet_value.h"
#include "searchd/lately_asked.h"
#include "searchd/match/coverage.h"
#include "searchd/match/hit.h"

namespace filon {

/// All that one pass over a generation says of a question: what may be kept for the next who asks.
struct KeptAnswer {
  uint64_t total = 0, legal_entities = 0, without_siren = 0;
  Coverage coverage;
  std::shared_ptr<const FacetAnswers> facets = std::make_shared<const FacetAnswers>();
  std::vector<Hit> hits;
};

/// Answers of one generation by the text of their question. For any number of threads.
class KeptAnswers {
 public:
  explicit KeptAnswers(size_t budget_bytes = default_budget) : answers_(budget_bytes) {}

  /// None when it is not kept, or no longer.
  std::shared_ptr<const KeptAnswer> find(const std::string& question) {
    return answers_.find(question);
  }
  /// Keeps it, unless it alone is over the budget.
  void keep(const std::string& question, std::shared_ptr<const KeptAnswer> answer);

 private:
  // A front page and its first filters are some hundred questions of some 10 kB each.
  static constexpr size_t default_budget = 16 << 20;

  LatelyAsked<std::string, KeptAnswer> answers_;
};

}  // namespace filon
