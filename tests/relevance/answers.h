#pragma once

#include "searchd/search_request.h"
#include "searchd/searcher.h"
#include "tests/relevance/judged.h"
#include "tests/relevance/world.h"

namespace filon {

inline const Today judged_day{20261123, "2026-11-23"};

/// A first page of the world for a line, its order replayable.
SearchRequest asking(const std::string& q);

/// How the world answers a judged query.
struct JudgedAnswer {
  bool has_supply = false;  ///< by a plain loop: a record of that trade and status in that place
  bool empty = false;       ///< nothing was found, or only by widening the question
  double ndcg = 0;          ///< at 10, against as many right ones as the place holds
  std::string got;          ///< one line, for people
};
Result<JudgedAnswer> answer_of(const Judged& judged, const World& world, const Tables& tables);

struct AnswerFigures {
  size_t asked = 0, supplied = 0, empty = 0;
  double ndcg_sum = 0;
  void count(const JudgedAnswer& answer);
  double ndcg_at_10() const { return supplied ? ndcg_sum / static_cast<double>(supplied) : 1; }
  /// Of the queries whose trade exists in their place, those left without an answer.
  double zero_results() const { return supplied ? Figures::share(empty, supplied) : 0; }
};

}  // namespace filon
