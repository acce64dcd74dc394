#pragma once

#include <array>
#include <functional>
#include <vector>

#include "searchd/match/candidates.h"
#include "searchd/match/hit_collector.h"
#include "searchd/match/plain_counts.h"
#include "searchd/match/plain_filters.h"
#include "searchd/match/text_words.h"

namespace filon {

/// The pass over all records by sets of documents, for questions that read no trade: plain records
/// (see PackedRows) are counted and ranked here, others are given away.
class PlainPass {
 public:
  /// What to do with a record that holds the words and is not plain.
  using TakeOther = std::function<void(uint32_t document, const TextFit& text)>;

  PlainPass(const Plan& plan, const Snapshot& snapshot, const Tables& tables, FacetCounts& counts,
            HitCollector& collector);

  void run(const TakeOther& take_other);

 private:
  // A record that passes all filters has no facet here; one that fails one alone has that one's.
  struct Waiting {
    uint32_t document, score;
    const Facet* failing;
  };

  void take_word(size_t w, uint64_t documents);
  void give_away(size_t w, uint64_t documents, const TakeOther& take_other);
  void wait(const Waiting& record);
  void take_waiting();
  uint32_t score_of(uint32_t document) const;

  const Plan& plan_;
  const Snapshot& snapshot_;
  const Tables& tables_;
  HitCollector& collector_;
  PlainFilters filters_;
  PlainCounts counts_;
  std::vector<const PlainFilters::Filter*> counted_;  ///< those whose facet is wanted
  std::vector<TermWords> terms_;
  PlaceClass place_;
  // Rows come from far away in memory: they are called for when a record is found and read when
  // this many are, so that one waits for all at once and not for each.
  std::array<Waiting, 64> waiting_;
  size_t waiting_count_ = 0;
};

}  // namespace filon
