#pragma once

#include <array>
#include <vector>

#include "searchd/match/facet_counts.h"
#include "searchd/match/packed_rows.h"

namespace filon {

/// Counts plain records by their rows, for FacetCounts.
class PlainCounts {
 public:
  PlainCounts(const Plan& plan, const Image& image, const PackedRows& rows,
              const std::vector<uint16_t>& group_of_sector, FacetCounts& counts);

  /// A record that passes all filters: counts in each facet.
  void count(uint32_t document) {
    const PackedRow& row = rows_[document];
    ++kinds_[row.kind];
    ++departements_[row.departement];
    ++regions_[row.region];
    ++label_sets_[row.labels];
    count_sectors(row);
    if (counts_more_) count_more(row);
  }
  /// A record that fails one filter alone counts in its facet, the place's in all of places.
  void count_but_for(Facet facet, uint32_t document);
  bool wants(Facet facet) const;

  /// Hands the counts over. To be called once, last.
  void finish();

 private:
  void count_sectors(const PackedRow& row) {
    for (const uint16_t sector : row.own_sectors(declared_only_)) ++sectors_[sector];
  }
  void count_more(const PackedRow& row);
  void count_groups(const PackedRow& row);
  void hand_over(Facet facet, std::span<const uint32_t> found);
  void hand_over_sets();

  const Image& image_;
  const PackedRows& rows_;
  const std::vector<uint16_t>& group_of_sector_;
  FacetCounts& counts_;
  const bool declared_only_;
  bool counts_more_ = false;  ///< more than sectors, kinds, labels, départements and regions
  std::array<uint32_t, 256> kinds_{}, departements_{}, regions_{};
  std::vector<uint32_t> sectors_, groups_, epcis_;
  std::vector<uint32_t> label_sets_, profiles_;  ///< by code
};

}  // namespace filon
