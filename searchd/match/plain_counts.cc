#include "searchd/match/plain_counts.h"

#include <algorithm>

#include "searchd/match/record_sets.h"

namespace filon {
namespace {

// Rows are called for so many records ahead, so that their memory is there when they are read.
constexpr size_t ahead = 40;

bool is_any_wanted(const FacetCounts& counts, std::span<const Facet> facets) {
  return std::any_of(facets.begin(), facets.end(),
                     [&](Facet facet) { return counts.wanted(facet); });
}

/// rows: by document; visit(document, row).
void for_each_row(std::span<const uint32_t> documents, const auto& rows, auto&& visit) {
  for (const uint32_t document : documents.first(std::min(ahead, documents.size())))
    __builtin_prefetch(&rows[document]);
  for (size_t i = 0; i < documents.size(); ++i) {
    if (i + ahead < documents.size()) __builtin_prefetch(&rows[documents[i + ahead]]);
    visit(documents[i], rows[documents[i]]);
  }
}

}  // namespace

PlainCounts::PlainCounts(const Plan& plan, const Image& image, const RecordSets& sets,
                         FacetCounts& counts)
    : image_(image),
      rows_(sets.rows),
      counts_(counts),
      declared_only_(plan.declared_only),
      counts_rare_(counts.wanted(Facet::SectorGroup) || counts.wanted(Facet::Epci) ||
                   is_any_wanted(counts, PackedRows::profile_facets)),
      runs_(sets.runs) {
  look_up(plan, sets.run_table);
  counts_rows_ =
      is_to_count(Facet::Kind) || is_to_count(Facet::Label) || is_to_count(Facet::Sector);
  if (counts_rows_) label_sets_.resize(rows_.label_sets().size());
  if (!counts_rare_) return;
  epcis_.resize(image.facet(Facet::Epci).values.size() + 1);
  profiles_.resize(rows_.profiles().size());
  group_sets_.resize(rows_.group_sets().size());
}

void PlainCounts::look_up(const Plan& plan, const RunTable& table) {
  if (counts_.wanted(Facet::Departement) || counts_.wanted(Facet::Region)) {
    known_places_ = table.by_run(plan);
    if (!known_places_) places_.emplace(runs_);
  }
  for (const Facet facet : {Facet::Kind, Facet::Label, Facet::Sector})
    if (counts_.wanted(facet))
      if (auto known = table.by_value(plan, facet)) known_.emplace(facet, *std::move(known));
}

bool PlainCounts::wants(Facet facet) const {
  if (facet == Facet::Sector)
    return is_to_count(Facet::Sector) || counts_.wanted(Facet::SectorGroup);
  if (facet == Facet::Departement) return places_ || counts_.wanted(Facet::Epci);
  return is_to_count(facet);
}

void PlainCounts::count(size_t b, const Block& records) {
  if (places_) places_->count(b, records);
  if (counts_rows_ || counts_rare_)
    passing_.add(b, records, [&](std::span<const uint32_t> documents) { count_all(documents); });
}

void PlainCounts::count_all(std::span<const uint32_t> documents) {
  if (counts_rows_) {
    if (declared_only_)
      count_rows<true>(documents);
    else
      count_rows<false>(documents);
    count_unusual_sectors();
  }
  if (counts_rare_) count_rare(documents);
}

template <bool declared_only>
void PlainCounts::count_rows(std::span<const uint32_t> documents) {
  uint32_t *const labels = label_sets_.data(), *const kinds = kinds_.data();
  for_each_row(documents, rows_, [&](uint32_t document, const PackedRow& row) {
    ++kinds[row.kind];
    ++labels[row.labels];
    count_sectors<declared_only>(document, row);
  });
}

// The usual places of all rows are counted, held or not: their numbers are apart, so that none
// waits for another. What is left is done for the few rows that need it.
void PlainCounts::count_unusual_sectors() {
  for (const uint32_t document : std::span(unusual_).first(unusual_count_)) {
    const size_t count = rows_[document].count(declared_only_);
    const auto& more = rows_.more_sectors(document);
    for (size_t i = 0; i + PackedRow::usual_sectors < count; ++i) ++sectors_[more[i]];
  }
  unusual_count_ = 0;
}

void PlainCounts::count_rare(std::span<const uint32_t> documents) {
  for_each_row(documents, rows_.rare(), [&](uint32_t, const RareRow& row) {
    ++epcis_[row.epci];
    ++profiles_[row.profile];
    ++group_sets_[declared_only_ ? row.declared_groups : row.groups];
  });
}

void PlainCounts::count_but_for(Facet facet, size_t b, const Block& records) {
  if (facet == Facet::Departement && places_) places_->count(b, records);
  if (facet == Facet::Departement && !counts_.wanted(Facet::Epci)) return;
  failing_[facet].add(
      b, records, [&](std::span<const uint32_t> documents) { count_one_facet(facet, documents); });
}

void PlainCounts::count_one_facet(Facet facet, std::span<const uint32_t> documents) {
  const auto first = rows_.first_of(facet);
  const size_t end = first + image_.facet(facet).values.size();
  switch (facet) {
    case Facet::Kind:
      return for_each_row(documents, rows_,
                          [&](uint32_t, const PackedRow& row) { ++kinds_[row.kind]; });
    case Facet::Label:
      return for_each_row(documents, rows_,
                          [&](uint32_t, const PackedRow& row) { ++label_sets_[row.labels]; });
    case Facet::Sector:
      return count_sectors_alone(documents);
    case Facet::Departement:
      return for_each_row(documents, rows_.rare(),
                          [&](uint32_t, const RareRow& row) { ++epcis_[row.epci]; });
    default:
      return for_each_row(documents, rows_.rare(), [&](uint32_t, const RareRow& row) {
        for (const uint16_t value : rows_.profiles()[row.profile])
          if (value >= first && value < end) counts_.add(facet, value - first, 1);
      });
  }
}

void PlainCounts::count_sectors_alone(std::span<const uint32_t> documents) {
  for_each_row(documents, rows_, [&](uint32_t document, const PackedRow& row) {
    if (declared_only_)
      count_sectors<true>(document, row);
    else
      count_sectors<false>(document, row);
  });
  count_unusual_sectors();
  if (!counts_.wanted(Facet::SectorGroup)) return;
  for_each_row(documents, rows_.rare(), [&](uint32_t, const RareRow& row) {
    ++group_sets_[declared_only_ ? row.declared_groups : row.groups];
  });
}

void PlainCounts::hand_over(Facet facet, std::span<const uint32_t> found) {
  if (is_to_count(facet)) add_all(facet, found);
}

void PlainCounts::add_all(Facet facet, std::span<const uint32_t> found) {
  const size_t values = std::min(counts_.of(facet).size(), found.size());
  for (size_t value = 0; value < values; ++value) counts_.add(facet, value, found[value]);
}

void PlainCounts::hand_over_sets(Facet facet, const SetCodes& sets, std::span<const uint32_t> found,
                                 size_t first) {
  if (!is_to_count(facet)) return;
  const size_t end = first + counts_.of(facet).size();
  for (size_t code = 0; code < found.size(); ++code) {
    if (found[code] == 0) continue;
    for (const uint16_t value : sets[code])
      if (value >= first && value < end) counts_.add(facet, value - first, found[code]);
  }
}

void PlainCounts::hand_over_places() {
  if (!places_ && !known_places_) return;
  const auto& counts = known_places_ ? *known_places_ : places_->counts();
  for (size_t run = 0; run < counts.size(); ++run) {
    const uint32_t count = counts[run];
    if (count == 0) continue;
    const auto [end, departement, region] = runs_.runs()[run];
    if (counts_.wanted(Facet::Departement) && departement != PlaceRuns::none)
      counts_.add(Facet::Departement, departement, count);
    if (counts_.wanted(Facet::Region) && region != PlaceRuns::none)
      counts_.add(Facet::Region, region, count);
  }
}

void PlainCounts::finish() {
  passing_.finish([&](std::span<const uint32_t> documents) { count_all(documents); });
  for (auto& [facet, batch] : failing_)
    batch.finish([this, facet = facet](std::span<const uint32_t> documents) {
      count_one_facet(facet, documents);
    });
  // Those of no kind stand last, where no value is; those of no EPCI first.
  constexpr size_t none = PackedRow::none;
  hand_over(Facet::Kind, std::span(kinds_).first(none));
  hand_over(Facet::Sector, std::span(sectors_).first(PackedRow::first_empty));
  if (!epcis_.empty()) hand_over(Facet::Epci, std::span(epcis_).subspan(1));
  hand_over_places();
  for (const auto& [facet, counts] : known_) add_all(facet, counts);
  hand_over_sets(Facet::Label, rows_.label_sets(), label_sets_, 0);
  hand_over_sets(Facet::SectorGroup, rows_.group_sets(), group_sets_, 0);
  for (const Facet facet : PackedRows::profile_facets)
    hand_over_sets(facet, rows_.profiles(), profiles_, rows_.first_of(facet));
}

}  // namespace filon
