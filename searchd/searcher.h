#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "searchd/facet_value.h"
#include "searchd/match/matcher.h"
#include "searchd/question.h"
#include "searchd/search_request.h"
#include "searchd/snapshot.h"

namespace filon {

struct Tables;

/// One reason why a record is in the answer.
struct Why {
  std::string
      signal;  ///< "text", "identifier", "place", "distance", or a filter: "sector", "kind" …
  std::string value;
  std::string text;  ///< the same as a French sentence
};

struct FoundStructure {
  Hit hit;
  std::string data;  ///< as stored: the record's JSON, then its provenance
  std::string snippet;
  std::vector<Why> why;
};

/// A whole answer, for any form it is shown in. Holds its generation for as long as it lives.
struct SearchResult {
  std::shared_ptr<const Snapshot> snapshot;
  SearchRequest request;  ///< as asked
  SearchRequest applied;  ///< with what was read in `q`, and widened where that was needed
  Question question;
  std::string seed;  ///< given or chosen
  uint64_t total = 0, legal_entities = 0, without_siren = 0;
  std::vector<FoundStructure> found;
  std::shared_ptr<const FacetAnswers> facets = std::make_shared<const FacetAnswers>();
  Coverage coverage;

  const std::vector<FacetValue>& facet(Facet f) const { return facets->of(f); }
};

/// The day in Paris, as the default seed and ended labels see it.
struct Today {
  uint32_t number = 0;  ///< yyyymmdd
  std::string text;     ///< "2026-11-23"
};
Today paris_day(std::chrono::system_clock::time_point now);

/// The seed of an answer: the one given, else the day and a hash of the filters, so that equals
/// rotate daily and each question has its own order.
std::string seed_of(const SearchRequest& request, const Tables& tables, const Today& today);

/// An answer whose records are not read yet.
struct Ranked {
  SearchResult result;  ///< `found` is empty
  Plan plan;
  std::vector<Hit> hits;  ///< of the page asked, in order
};

/// All of the answer but its records: what an export reads one by one, so that ten thousand of them
/// never stand in memory together.
Ranked rank(const SearchRequest& request, std::shared_ptr<const Snapshot> snapshot,
            const Tables& tables, const Today& today);

/// Question in, answer out; no state.
Answer<SearchResult> search(const SearchRequest& request, std::shared_ptr<const Snapshot> snapshot,
                            const Tables& tables, const Today& today);

}  // namespace filon
