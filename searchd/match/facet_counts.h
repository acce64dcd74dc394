#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "annuaire/image.h"
#include "searchd/match/known_counts.h"
#include "searchd/match/plan.h"

namespace filon {

/// Facets that are plain columns of the record and parameters of their own.
inline constexpr std::array plain_facets = {Facet::Kind,   Facet::Label,       Facet::Network,
                                            Facet::Source, Facet::Reservation, Facet::Criterion};
/// Facets of where a record is located: counted without any place asked.
inline constexpr std::array place_facets = {Facet::Departement, Facet::Region, Facet::Epci};

/// Counts of records by value of each facet asked for. A facet's own filter is left out of its
/// counts: they say what choosing a value would give.
class FacetCounts {
 public:
  /// known: what need not be counted.
  FacetCounts(const Image& image, const Plan& plan, const std::vector<uint16_t>& group_of_sector,
              size_t groups, KnownCounts known);

  /// Whether the facet is asked for;
  bool asked(Facet facet) const { return plan_.facets[static_cast<size_t>(facet)]; }
  /// and to be counted.
  bool wanted(Facet facet) const { return asked(facet) && !known_.has(facet); }
  /// One more record for each of its values of this facet (not of sectors or prestations).
  void count(Facet facet, uint32_t document);
  /// The same for the sectors of some of its activities, and for their groups.
  void count_sectors(const std::vector<uint32_t>& units);
  void count_prestations(const std::vector<uint32_t>& units);

  /// `count` more records for one value.
  void add(Facet facet, size_t value, uint32_t count) { counters(facet)[value] += count; }

  const std::vector<uint32_t>& of(Facet facet) const {
    return (known_.has(facet) ? *known_.counts : counts_)[static_cast<size_t>(facet)];
  }

 private:
  uint32_t* counters(Facet facet) { return counts_[static_cast<size_t>(facet)].data(); }

  const Image& image_;
  const Plan& plan_;
  const std::vector<uint16_t>& group_of_sector_;
  const KnownCounts known_;
  CountsOfFacets counts_;
  std::vector<uint16_t> seen_;  ///< values of the record at hand, to count each once
};

}  // namespace filon
