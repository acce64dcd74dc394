#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "annuaire/image.h"
#include "searchd/match/bits.h"
#include "searchd/match/set_codes.h"

namespace filon {

/// What questions count of a record, on half a line of memory where the columns of the image are a
/// dozen lines.
struct alignas(32) PackedRow {
  static constexpr size_t most_sectors = 6;
  static constexpr uint8_t none = 0xFF;

  uint64_t id_hash = 0;
  uint8_t kind = none, departement = none, region = none;  ///< values of their facets
  uint8_t declared_count = 0, sector_count = 0;
  uint16_t epci = 0;                             ///< one more than the value; 0: none
  uint16_t labels = 0, profile = 0;              ///< see PackedRows
  std::array<uint16_t, most_sectors> sectors{};  ///< the declared ones first

  std::span<const uint16_t> own_sectors(bool declared_only) const {
    return {sectors.data(), declared_only ? declared_count : sector_count};
  }
};
static_assert(sizeof(PackedRow) == 32);

/// The rows of an image. Only plain records have all of theirs: those with one activity, whose area
/// is not known, no label with an end, and no more values than a row holds. Others have the hash.
class PackedRows {
 public:
  PackedRows() = default;
  explicit PackedRows(const Image& image);

  /// What stands in a record's profile: values of all of these facets, as profile_value() numbers
  /// them.
  static constexpr std::array profile_facets = {Facet::Network, Facet::Prestation, Facet::Source,
                                                Facet::Reservation, Facet::Criterion};

  const PackedRow& operator[](uint32_t document) const { return rows_[document]; }
  const Bits& plain() const { return plain_; }
  const SetCodes& label_sets() const { return label_sets_; }
  const SetCodes& profiles() const { return profiles_; }
  /// Where the values of a profile's facet begin: its value v is numbered first_of(facet) + v.
  uint16_t first_of(Facet facet) const { return first_of_[static_cast<size_t>(facet)]; }

 private:
  bool pack(const Image& image, uint32_t document, PackedRow& row);
  bool pack_profile(const Image& image, uint32_t document, PackedRow& row);

  std::vector<PackedRow> rows_;
  Bits plain_;
  SetCodes label_sets_, profiles_;
  std::array<uint16_t, facet_count> first_of_{};
  bool has_profiles_ = true;  ///< false where two bytes cannot number the values of a profile
};

}  // namespace filon
