#include "searchd/match/facet_counts.h"

#include <algorithm>

namespace filon {
namespace {

void keep_once(std::vector<uint16_t>& values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

}  // namespace

FacetCounts::FacetCounts(const Image& image, const Plan& plan,
                         const std::vector<uint16_t>& group_of_sector, size_t groups,
                         KnownCounts known)
    : image_(image), plan_(plan), group_of_sector_(group_of_sector), known_(std::move(known)) {
  for (const FacetInfo& info : facets)
    if (wanted(info.facet))
      counts_[static_cast<size_t>(info.facet)].resize(
          info.facet == Facet::SectorGroup ? groups : image.facet(info.facet).values.size());
}

void FacetCounts::count(Facet facet, uint32_t document) {
  const auto& column = image_.facet(facet).of_document;
  uint32_t* const count_of = counters(facet);
  if (facet != Facet::Label) {
    for (const uint16_t value : column[document]) ++count_of[value];
    return;
  }
  for (uint32_t i = column.starts[document]; i < column.starts[document + 1]; ++i) {
    const uint32_t until = image_.label_until[i];
    if (plan_.label_expired || until == 0 || until >= plan_.today) ++count_of[column.values[i]];
  }
}

void FacetCounts::count_sectors(const std::vector<uint32_t>& units) {
  if (!wanted(Facet::Sector) && !wanted(Facet::SectorGroup)) return;
  seen_.clear();
  for (const uint32_t unit : units)
    for (const uint16_t value : image_.unit_sectors[unit])
      if (!plan_.declared_only || !(value & inferred_bit))
        seen_.push_back(static_cast<uint16_t>(value & ~inferred_bit));
  keep_once(seen_);
  if (wanted(Facet::Sector))
    for (const uint16_t value : seen_) ++counters(Facet::Sector)[value];
  if (!wanted(Facet::SectorGroup)) return;
  for (uint16_t& value : seen_) value = group_of_sector_[value];
  keep_once(seen_);
  for (const uint16_t group : seen_)
    if (group != UINT16_MAX) ++counters(Facet::SectorGroup)[group];
}

void FacetCounts::count_prestations(const std::vector<uint32_t>& units) {
  if (!wanted(Facet::Prestation)) return;
  seen_.clear();
  for (const uint32_t unit : units) {
    const auto values = image_.unit_prestations[unit];
    seen_.insert(seen_.end(), values.begin(), values.end());
  }
  keep_once(seen_);
  for (const uint16_t value : seen_) ++counters(Facet::Prestation)[value];
}

}  // namespace filon
