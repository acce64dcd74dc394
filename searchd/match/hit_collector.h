#pragma once

#include <vector>

#include "searchd/match/hit.h"
#include "searchd/match/plan.h"
#include "searchd/match/top_hits.h"

namespace filon {

struct Snapshot;

/// Takes the records that answer: counts them and their legal entities, and keeps the hits of the
/// page asked.
class HitCollector {
 public:
  HitCollector(const Plan& plan, const Snapshot& snapshot);

  /// Counts the records of word w that answer.
  void count(size_t w, uint64_t documents);
  /// Ranks a record that was counted.
  void rank(uint32_t document, uint32_t score, PlaceClass place);

  uint64_t total() const { return total_; }
  uint64_t legal_entities() const { return legal_entities_; }
  uint64_t without_siren() const { return without_siren_; }
  /// The hits of the page asked, in order. Ends its use.
  std::vector<Hit> take_page();

 private:
  std::optional<double> km_of(uint32_t document) const;
  uint64_t order_by_sort(uint32_t document) const;

  const Plan& plan_;
  const Snapshot& snapshot_;
  TopHits top_;
  std::vector<bool> entity_seen_;  ///< of entities with several records; empty until one answers
  uint64_t total_ = 0, legal_entities_ = 0, without_siren_ = 0;
};

}  // namespace filon
