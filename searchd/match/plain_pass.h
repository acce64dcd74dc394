#pragma once

#include <functional>

#include "searchd/match/block_documents.h"
#include "searchd/match/candidates.h"
#include "searchd/match/hit_collector.h"
#include "searchd/match/plain_counts.h"
#include "searchd/match/plain_filters.h"
#include "searchd/match/plain_ranking.h"
#include "searchd/match/text_blocks.h"

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
  bool is_looked_at(size_t b) const;
  void take_block(size_t b, const TakeOther& take_other);
  void give_away(size_t b, const Block& others, const TakeOther& take_other);

  const Plan& plan_;
  const Snapshot& snapshot_;
  HitCollector& collector_;
  PlainFilters filters_;
  PlainCounts counts_;
  PlainRanking ranking_;
  TextBlocks text_;
  BlockDocuments documents_;
  const bool looks_elsewhere_;  ///< than where records are located in the places asked
};

}  // namespace filon
