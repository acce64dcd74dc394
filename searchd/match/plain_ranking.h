#pragma once

#include <array>
#include <span>
#include <vector>

#include "searchd/match/block_documents.h"
#include "searchd/match/hit_collector.h"
#include "searchd/match/text_blocks.h"

namespace filon {

/// Ranks the plain records that answer (see PackedRows), once all are known. Where many hold words
/// that are all dense terms, those worth the same are taken together as sets, the best first, until
/// the page is full: no record is looked at that cannot be on it.
class PlainRanking {
 public:
  PlainRanking(const Plan& plan, const Snapshot& snapshot, const Tables& tables,
               HitCollector& collector);

  /// Records of block b that answer. In rising order of blocks.
  void add(size_t b, const Block& records) { answering_.push_back({b, records}); }
  /// Ranks them. To be called once, last.
  void finish();

 private:
  /// For each term the level it stands at (DenseTerm::levels; one past the last is the least), and
  /// what that is worth together.
  struct Tier {
    uint32_t score = 0;
    std::vector<size_t> levels;
  };

  bool has_few_tiers() const;
  std::vector<Tier> tiers_best_first() const;
  void rank_tiers(std::span<const Tier> equals);
  void find_tier(const Tier& tier);
  void rank_each();

  const Plan& plan_;
  const Snapshot& snapshot_;
  const Tables& tables_;
  HitCollector& collector_;
  const PlaceClass place_;
  std::vector<BlockRecords> answering_, equals_;
  BlockDocuments documents_;
  std::array<uint32_t, block_documents> points_;
};

}  // namespace filon
