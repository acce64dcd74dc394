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
    : rows_(image.documents), rare_(image.documents), plain_(image.documents) {
  size_t next = 0;
  for (const Facet facet : profile_facets) {
    first_of_[static_cast<size_t>(facet)] = static_cast<uint16_t>(next);
    next += image.facet(facet).values.size();
  }
  has_profiles_ = next <= UINT16_MAX;
  for (uint32_t d = 0; d < image.documents; ++d) {
    if (pack(image, d, group_of_sector)) {
      plain_.set(d);
    } else {
      rows_[d] = {};
      rare_[d] = {};
    }
  }
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
         pack_sectors(image.unit_sectors[unit], row, rare) &&
         pack_labels(image, document, label_sets_, row) &&
         pack_kind(image.facet(Facet::Kind), document, row) &&
         pack_epci(image.facet(Facet::Epci), document, rare) &&
         pack_profile(image, document, rare) && pack_groups(document, group_of_sector);
}

bool PackedRows::pack_sectors(std::span<const uint16_t> sectors, PackedRow& row, RareRow& rare) {
  if (sectors.size() > PackedRow::most_sectors) return false;
  std::vector<uint16_t> own;
  for (const bool inferred : {false, true}) {
    for (const uint16_t value : sectors) {
      if (static_cast<bool>(value & inferred_bit) != inferred) continue;
      const auto sector = static_cast<uint16_t>(value & ~inferred_bit);
      if (sector >= PackedRow::first_empty ||
          std::find(own.begin(), own.end(), sector) != own.end())
        return false;
      own.push_back(sector);
    }
    if (!inferred) row.declared_count = own.size() & 0xF;
  }
  row.sector_count = own.size() & 0xF;
  const size_t in_row = std::min(own.size(), row.sectors.size());
  for (size_t i = 0; i < in_row; ++i) row.sectors[i] = static_cast<uint8_t>(own[i]);
  own.erase(own.begin(), own.begin() + static_cast<ptrdiff_t>(in_row));
  const auto code = more_sectors_.code_of(own);
  rare.more_sectors = code.value_or(0);
  return code.has_value();
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
bool PackedRows::pack_groups(uint32_t document, const std::vector<uint16_t>& group_of_sector) {
  const auto code_of = [&](bool declared_only) {
    std::vector<uint16_t> groups;
    for_each_sector(document, declared_only, [&](uint8_t sector) {
      if (group_of_sector[sector] != UINT16_MAX) groups.push_back(group_of_sector[sector]);
    });
    std::sort(groups.begin(), groups.end());
    groups.erase(std::unique(groups.begin(), groups.end()), groups.end());
    return group_sets_.code_of(groups);
  };
  const auto groups = code_of(false), declared = code_of(true);
  RareRow& rare = rare_[document];
  rare.groups = groups.value_or(0);
  rare.declared_groups = declared.value_or(0);
  return groups && declared;
}

}  // namespace filon
