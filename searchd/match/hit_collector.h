#pragma once

#include <array>
#include <span>
#include <vector>

#include "annuaire/circle.h"
#include "searchd/match/block_documents.h"
#include "searchd/match/hit.h"
#include "searchd/match/plan.h"
#include "searchd/match/sphere_points.h"
#include "searchd/match/top_hits.h"

namespace filon {

struct Snapshot;

/// Takes the records that answer: counts them and their legal entities, and keeps the hits of the
/// page asked.
class HitCollector {
 public:
  HitCollector(const Plan& plan, const Snapshot& snapshot);

  /// Counts records of block b that answer.
  void count(size_t b, const Block& documents);
  /// Counts one.
  void count(uint32_t document);
  /// Ranks a record that was counted.
  void rank(uint32_t document, uint32_t score, PlaceClass place);
  /// The same of many of one place, with a score each, in rising order.
  void rank(std::span<const uint32_t> documents, const uint32_t* scores, PlaceClass place);
  /// The same of records that are all worth as much, none twice, in any order of blocks. Uses
  /// them up.
  void rank_equals(std::span<BlockRecords> equals, uint32_t score, PlaceClass place);
  /// Whether any record of such a score and place could still be on the page.
  bool may_rank(uint32_t score, PlaceClass place) const;
  /// Whether the score counts in the order asked.
  bool ranks_by_score() const { return !plan_.news_only && plan_.sort == Sort::Relevance; }

  uint64_t total() const { return total_; }
  uint64_t legal_entities() const { return legal_entities_; }
  uint64_t without_siren() const { return without_siren_; }
  /// The hits of the page asked, in order. Ends its use.
  std::vector<Hit> take_page();

 private:
  struct Band {
    Circle circle;
    SpherePoints::Reach reach;
  };

  void count_shared(uint32_t document);
  void rank_near(uint32_t document, uint32_t score, PlaceClass place);
  void rank_block(const BlockRecords& equals, uint32_t score, PlaceClass place);
  void rank_by_bands(std::span<BlockRecords> equals, uint32_t score, PlaceClass place);
  bool keep_band(int band, BlockRecords& block) const;
  /// Records that differ in nothing but their shuffle; entry: what they have alike.
  void rank_shuffled(std::span<const BlockRecords> equals, TopHits::Entry entry);
  const std::vector<std::pair<uint64_t, size_t>>& shuffled_decks();
  int farthest_band(uint32_t score, PlaceClass place) const;
  int band_of(uint32_t document, int farthest) const;
  void call_for_hashes(std::span<const uint32_t> documents) const;
  uint64_t shuffle_of(uint32_t document) const;
  std::optional<double> km_of(uint32_t document) const;
  uint64_t order_by_sort(uint32_t document) const;

  const Plan& plan_;
  const Snapshot& snapshot_;
  TopHits top_;
  BlockDocuments documents_;
  DocumentBatch batch_;
  std::array<uint32_t, block_documents> scores_, may_stay_;  ///< the latter: places in a list
  std::vector<Band> bands_;            ///< around the origin, the nearest first; none without one
  std::vector<BlockRecords> of_band_;  ///< of the equals at hand
  std::vector<bool> entity_seen_;  ///< of entities with several records; empty until one answers
  std::vector<std::pair<uint64_t, size_t>> decks_;  ///< key and number, first first; empty at first
  uint64_t total_ = 0, legal_entities_ = 0, without_siren_ = 0;
};

}  // namespace filon
