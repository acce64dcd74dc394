#include "searchd/match/packed_rows.h"

#include <algorithm>

namespace filon {
namespace {

bool has_one_at_most(const Image& image, Facet facet, uint32_t document) {
  return image.facet(facet).of_document[document].size() <= 1;
}

// False where the document has several values, or one no byte can tell.
bool pack_kind(const FacetColumn& column, uint32_t document, PackedRow& row) {
  const auto values = column.of_document[document];
  if (values.size() > 1) return false;
  if (values.empty()) return true;
  row.kind = static_cast<uint8_t>(values[0]);
  return values[0] < PackedRow::none;
}

bool pack_epci(const FacetColumn& column, uint32_t document, RareRow& rare) {
  const auto values = column.of_document[document];
  if (values.size() > 1) return false;
  if (!values.empty()) rare.epci = static_cast<uint16_t>(values[0] + 1);
  return true;
}

bool pack_labels(const Image& image, uint32_t document, SetCodes& sets, PackedRow& row) {
  const auto& column = image.facet(Facet::Label).of_document;
  for (uint32_t i = column.starts[document]; i < column.starts[document + 1]; ++i)
    if (image.label_until[i] != 0) return false;
  const auto labels = column[document];
  const auto code = sets.code_of({labels.begin(), labels.end()});
  row.labels = code.value_or(0);
  return code.has_value();
}

}  // namespace

PackedRows::PackedRows(const Image& image, const std::vector<uint16_t>& group_of_sector)
    : rows_(image.documents),
      rare_(image.documents),
      plain_(image.documents),
      unusual_(image.documents) {
  size_t next = 0;
  for (const Facet facet : profile_facets) {
    first_of_[static_cast<size_t>(facet)] = static_cast<uint16_t>(next);
    next += image.facet(facet).values.size();
  }
  has_profiles_ = next <= UINT16_MAX;
  more_before_.reserve(unusual_.word_count());
  for (uint32_t d = 0; d < image.documents; ++d) {
    if (d % 64 == 0) more_before_.push_back(static_cast<uint32_t>(more_sectors_.size()));
    if (pack(image, d, group_of_sector)) {
      plain_.set(d);
      note_unusual(d);
    } else {
      rows_[d] = {};
      rare_[d] = {};
    }
  }
}

void PackedRows::note_unusual(uint32_t document) {
  if (own_.size() <= PackedRow::usual_sectors) return;
  unusual_.set(document);
  MoreSectors& more = more_sectors_.emplace_back();
  std::transform(own_.begin() + PackedRow::usual_sectors, own_.end(), more.begin(),
                 [](uint16_t sector) { return static_cast<uint8_t>(sector); });
}

bool PackedRows::pack(const Image& image, uint32_t document,
                      const std::vector<uint16_t>& group_of_sector) {
  PackedRow& row = rows_[document];
  RareRow& rare = rare_[document];
  const uint32_t unit = image.unit_starts[document];
  return image.unit_starts[document + 1] == unit + 1 &&
         image.unit_area_kind[unit] == AreaKind::Unknown &&
         has_one_at_most(image, Facet::Departement, document) &&
         has_one_at_most(image, Facet::Region, document) &&
         pack_sectors(image.unit_sectors[unit], row) &&
         pack_labels(image, document, label_sets_, row) &&
         pack_kind(image.facet(Facet::Kind), document, row) &&
         pack_epci(image.facet(Facet::Epci), document, rare) &&
         pack_profile(image, document, rare) && pack_groups(row, rare, group_of_sector);
}

bool PackedRows::pack_sectors(std::span<const uint16_t> sectors, PackedRow& row) {
  own_.clear();
  if (sectors.size() > PackedRow::most_sectors) return false;
  for (const bool inferred : {false, true}) {
    for (const uint16_t value : sectors) {
      if (static_cast<bool>(value & inferred_bit) != inferred) continue;
      const auto sector = static_cast<uint16_t>(value & ~inferred_bit);
      if (sector >= PackedRow::first_empty ||
          std::find(own_.begin(), own_.end(), sector) != own_.end())
        return false;
      own_.push_back(sector);
    }
    if (!inferred) row.declared_count = own_.size() & 0xF;
  }
  row.sector_count = own_.size() & 0xF;
  for (size_t i = 0; i < std::min(own_.size(), row.sectors.size()); ++i)
    row.sectors[i] = static_cast<uint8_t>(own_[i]);
  return true;
}

bool PackedRows::pack_profile(const Image& image, uint32_t document, RareRow& rare) {
  if (!has_profiles_) return false;
  std::vector<uint16_t> profile;
  for (const Facet facet : profile_facets) {
    // Prestations are those of the activity, as they are counted.
    const auto values = facet == Facet::Prestation
                            ? image.unit_prestations[image.unit_starts[document]]
                            : image.facet(facet).of_document[document];
    for (const uint16_t value : values)
      profile.push_back(static_cast<uint16_t>(first_of(facet) + value));
  }
  std::sort(profile.begin(), profile.end());
  profile.erase(std::unique(profile.begin(), profile.end()), profile.end());
  const auto code = profiles_.code_of(profile);
  rare.profile = code.value_or(0);
  return code.has_value();
}

// Each group once, whatever number of its sectors the record has.
bool PackedRows::pack_groups(const PackedRow& row, RareRow& rare,
                             const std::vector<uint16_t>& group_of_sector) {
  const auto code_of = [&](bool declared_only) {
    std::vector<uint16_t> groups;
    for (size_t i = 0; i < row.count(declared_only); ++i)
      if (const uint16_t group = group_of_sector[own_[i]]; group != UINT16_MAX)
        groups.push_back(group);
    std::sort(groups.begin(), groups.end());
    groups.erase(std::unique(groups.begin(), groups.end()), groups.end());
    return group_sets_.code_of(groups);
  };
  const auto groups = code_of(false), declared = code_of(true);
  rare.groups = groups.value_or(0);
  rare.declared_groups = declared.value_or(0);
  return groups && declared;
}

}  // namespace filon
