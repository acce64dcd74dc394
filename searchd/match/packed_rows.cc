#include "searchd/match/packed_rows.h"

#include <algorithm>

#include "searchd/match/huge_pages.h"

namespace filon {
namespace {

// False where the document has several values, or one no byte can tell.
bool pack_one(const FacetColumn& column, uint32_t document, uint8_t& value) {
  const auto values = column.of_document[document];
  if (values.size() > 1) return false;
  if (values.empty()) return true;
  value = static_cast<uint8_t>(values[0]);
  return values[0] < PackedRow::none;
}

bool pack_epci(const FacetColumn& column, uint32_t document, PackedRow& row) {
  const auto values = column.of_document[document];
  if (values.size() > 1) return false;
  if (!values.empty()) row.epci = static_cast<uint16_t>(values[0] + 1);
  return true;
}

bool pack_sectors(std::span<const uint16_t> sectors, PackedRow& row) {
  if (sectors.size() > PackedRow::most_sectors) return false;
  for (const bool inferred : {false, true}) {
    for (const uint16_t value : sectors) {
      if (static_cast<bool>(value & inferred_bit) != inferred) continue;
      const auto sector = static_cast<uint16_t>(value & ~inferred_bit);
      const auto known = row.own_sectors(false);
      if (std::find(known.begin(), known.end(), sector) != known.end()) return false;
      row.sectors[row.sector_count++] = sector;
    }
    if (!inferred) row.declared_count = row.sector_count;
  }
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

PackedRows::PackedRows(const Image& image) : plain_(image.documents) {
  rows_.reserve(image.documents);
  ask_huge_pages(rows_.data(), image.documents * sizeof(PackedRow));
  rows_.resize(image.documents);
  size_t next = 0;
  for (const Facet facet : profile_facets) {
    first_of_[static_cast<size_t>(facet)] = static_cast<uint16_t>(next);
    next += image.facet(facet).values.size();
  }
  has_profiles_ = next <= UINT16_MAX;
  for (uint32_t d = 0; d < image.documents; ++d) {
    if (pack(image, d, rows_[d]))
      plain_.set(d);
    else
      rows_[d] = {};
    rows_[d].id_hash = image.id_hash[d];
  }
}

bool PackedRows::pack(const Image& image, uint32_t document, PackedRow& row) {
  const uint32_t unit = image.unit_starts[document];
  return image.unit_starts[document + 1] == unit + 1 &&
         image.unit_area_kind[unit] == AreaKind::Unknown &&
         pack_sectors(image.unit_sectors[unit], row) &&
         pack_labels(image, document, label_sets_, row) &&
         pack_one(image.facet(Facet::Kind), document, row.kind) &&
         pack_one(image.facet(Facet::Departement), document, row.departement) &&
         pack_one(image.facet(Facet::Region), document, row.region) &&
         pack_epci(image.facet(Facet::Epci), document, row) && pack_profile(image, document, row);
}

bool PackedRows::pack_profile(const Image& image, uint32_t document, PackedRow& row) {
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
  row.profile = code.value_or(0);
  return code.has_value();
}

}  // namespace filon
