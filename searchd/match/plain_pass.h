#pragma once

#include <array>
#include <functional>
#include <vector>

#include "searchd/match/block_documents.h"
#include "searchd/match/candidates.h"
#include "searchd/match/hit_collector.h"
#include "searchd/match/plain_counts.h"
#include "searchd/match/plain_filters.h"
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
  struct Waiting {
    size_t b;
    Block records;
  };

  void take_block(size_t b, const TakeOther& take_other);
  void give_away(size_t b, const Block& others, const TakeOther& take_other);
  void rank(size_t b, const Block& records);
  void rank_best_first(size_t b, const Block& records);
  void rank_waiting();
  const uint32_t* points_of(std::span<const uint32_t> documents);

  const Plan& plan_;
  const Snapshot& snapshot_;
  const Tables& tables_;
  HitCollector& collector_;
  PlainFilters filters_;
  PlainCounts counts_;
  TextBlocks text_;
  const PlaceClass place_;
  /// Where all words are those of dense terms: records that hold none of them better than the least
  /// record does are all worth this, and wait until it is known whether the page has room for any.
  bool sets_least_apart_ = false;
  uint32_t least_points_ = 0;
  std::vector<Waiting> waiting_;
  BlockDocuments documents_;
  std::array<uint32_t, block_documents> points_;
};

}  // namespace filon
