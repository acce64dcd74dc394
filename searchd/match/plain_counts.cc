#include "searchd/match/plain_counts.h"

#include <algorithm>

namespace filon {
namespace {

bool is_any_wanted(const FacetCounts& counts, std::span<const Facet> facets) {
  return std::any_of(facets.begin(), facets.end(),
                     [&](Facet facet) { return counts.wanted(facet); });
}

}  // namespace

PlainCounts::PlainCounts(const Plan& plan, const Image& image, const PackedRows& rows,
                         const std::vector<uint16_t>& group_of_sector, FacetCounts& counts)
    : image_(image),
      rows_(rows),
      group_of_sector_(group_of_sector),
      counts_(counts),
      declared_only_(plan.declared_only),
      counts_more_(counts.wanted(Facet::SectorGroup) || counts.wanted(Facet::Epci) ||
                   is_any_wanted(counts, PackedRows::profile_facets)),
      sectors_(image.facet(Facet::Sector).values.size()),
      groups_(counts.of(Facet::SectorGroup).size()),
      label_sets_(rows.label_sets().size()) {
  if (!counts_more_) return;
  epcis_.resize(image.facet(Facet::Epci).values.size() + 1);
  profiles_.resize(rows.profiles().size());
}

bool PlainCounts::wants(Facet facet) const {
  if (facet == Facet::Sector)
    return counts_.wanted(Facet::Sector) || counts_.wanted(Facet::SectorGroup);
  if (facet == Facet::Departement) return is_any_wanted(counts_, place_facets);
  return counts_.wanted(facet);
}

void PlainCounts::count_more(const PackedRow& row) {
  ++epcis_[row.epci];
  ++profiles_[row.profile];
  count_groups(row);
}

// Each group once, whatever number of its sectors the record has.
void PlainCounts::count_groups(const PackedRow& row) {
  if (groups_.empty()) return;
  std::array<uint16_t, PackedRow::most_sectors> seen;
  size_t count = 0;
  for (const uint16_t sector : row.own_sectors(declared_only_)) {
    const uint16_t group = group_of_sector_[sector];
    const auto end = seen.begin() + static_cast<ptrdiff_t>(count);
    if (group == UINT16_MAX || std::find(seen.begin(), end, group) != end) continue;
    seen[count++] = group;
    ++groups_[group];
  }
}

void PlainCounts::count_but_for(Facet facet, uint32_t document) {
  const PackedRow& row = rows_[document];
  switch (facet) {
    case Facet::Kind:
      ++kinds_[row.kind];
      return;
    case Facet::Label:
      ++label_sets_[row.labels];
      return;
    case Facet::Sector:
      count_sectors(row);
      return count_groups(row);
    case Facet::Departement:
      ++departements_[row.departement];
      ++regions_[row.region];
      if (counts_more_) ++epcis_[row.epci];
      return;
    default:
      break;
  }
  const size_t first = rows_.first_of(facet), end = first + image_.facet(facet).values.size();
  for (const uint16_t value : rows_.profiles()[row.profile])
    if (value >= first && value < end) counts_.add(facet, value - first, 1);
}

void PlainCounts::hand_over(Facet facet, std::span<const uint32_t> found) {
  if (!counts_.wanted(facet)) return;
  const size_t values = std::min(counts_.of(facet).size(), found.size());
  for (size_t value = 0; value < values; ++value) counts_.add(facet, value, found[value]);
}

void PlainCounts::hand_over_sets() {
  if (counts_.wanted(Facet::Label))
    for (size_t code = 0; code < label_sets_.size(); ++code)
      if (label_sets_[code] != 0)
        for (const uint16_t label : rows_.label_sets()[code])
          counts_.add(Facet::Label, label, label_sets_[code]);
  for (const Facet facet : PackedRows::profile_facets) {
    if (!counts_.wanted(facet)) continue;
    const size_t first = rows_.first_of(facet), end = first + image_.facet(facet).values.size();
    for (size_t code = 0; code < profiles_.size(); ++code)
      if (profiles_[code] != 0)
        for (const uint16_t value : rows_.profiles()[code])
          if (value >= first && value < end) counts_.add(facet, value - first, profiles_[code]);
  }
}

void PlainCounts::finish() {
  // Those of no kind or place stand last, where no value is; those of no EPCI first.
  constexpr size_t none = PackedRow::none;
  hand_over(Facet::Kind, std::span(kinds_).first(none));
  hand_over(Facet::Departement, std::span(departements_).first(none));
  hand_over(Facet::Region, std::span(regions_).first(none));
  hand_over(Facet::Sector, sectors_);
  hand_over(Facet::SectorGroup, groups_);
  if (!epcis_.empty()) hand_over(Facet::Epci, std::span(epcis_).subspan(1));
  hand_over_sets();
}

}  // namespace filon
