#pragma once

#include <array>
#include <map>
#include <optional>
#include <span>
#include <vector>

#include "searchd/match/block_documents.h"
#include "searchd/match/facet_counts.h"
#include "searchd/match/packed_rows.h"
#include "searchd/match/place_runs.h"
#include "searchd/match/run_table.h"

namespace filon {

struct RecordSets;

/// Counts plain records by their rows and runs, for FacetCounts, a block at a time.
class PlainCounts {
 public:
  PlainCounts(const Plan& plan, const Image& image, const RecordSets& sets, FacetCounts& counts);

  /// Whether a facet, or any of places, is still to be counted.
  bool wants(Facet facet) const;
  /// The records of block b that pass all filters count in each facet.
  void count(size_t b, const Block& records);
  /// Those that fail one filter alone count in its facet, the place's in all of places.
  void count_but_for(Facet facet, size_t b, const Block& records);

  /// Hands the counts over. To be called once, last.
  void finish();

 private:
  bool is_to_count(Facet facet) const { return counts_.wanted(facet) && !known_.contains(facet); }
  void look_up(const Plan& plan, const RunTable& table);
  void count_all(std::span<const uint32_t> documents);
  template <bool declared_only>
  void count_rows(std::span<const uint32_t> documents);
  /// Those of the usual places; whether there are more is noted without a branch.
  template <bool declared_only>
  void count_sectors(uint32_t document, const PackedRow& row) {
    for (const uint8_t sector : declared_only ? row.declared_places() : row.sectors)
      ++sectors_[sector];
    unusual_[unusual_count_] = document;
    unusual_count_ += row.sector_count > PackedRow::usual_sectors;
  }
  void count_unusual_sectors();
  void count_sectors_alone(std::span<const uint32_t> documents);
  void count_rare(std::span<const uint32_t> documents);
  void count_one_facet(Facet facet, std::span<const uint32_t> documents);
  void add_all(Facet facet, std::span<const uint32_t> found);
  void hand_over(Facet facet, std::span<const uint32_t> found);
  void hand_over_sets(Facet facet, const SetCodes& sets, std::span<const uint32_t> found,
                      size_t first);
  void hand_over_places();

  const Image& image_;
  const PackedRows& rows_;
  FacetCounts& counts_;
  const bool declared_only_;
  bool counts_rows_ = false, counts_rare_ = false;  ///< any facet of the one and the other row
  std::optional<RunCounts> places_;  ///< where départements or regions are to be counted
  RunTable::Counts known_places_;    ///< by run, where they need not be
  /// Of the values of some facets, where they need not be counted.
  std::map<Facet, std::vector<uint32_t>> known_;
  const PlaceRuns& runs_;
  DocumentBatch passing_;
  std::map<Facet, DocumentBatch> failing_;                 ///< by the facet of the one filter
  std::array<uint32_t, DocumentBatch::most + 1> unusual_;  ///< of the documents at hand
  size_t unusual_count_ = 0;
  std::array<uint32_t, 256> kinds_{}, sectors_{};
  std::vector<uint32_t> label_sets_, profiles_, group_sets_;  ///< by code
  std::vector<uint32_t> epcis_;
};

}  // namespace filon
