#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <span>
#include <vector>

#include "annuaire/image.h"
#include "searchd/match/bits.h"
#include "searchd/match/huge_pages.h"
#include "searchd/match/set_codes.h"

namespace filon {

/// What most questions count of a record, eight to a line of memory where the columns of the image
/// are a dozen lines.
struct PackedRow {
  static constexpr size_t most_sectors = 15;
  static constexpr uint8_t none = 0xFF;
  /// Most records have no more sectors, so that these places are counted without asking how many
  /// hold one: those that hold none have a number of their own, from first_empty on.
  static constexpr size_t usual_sectors = 4;
  static constexpr uint8_t first_empty = none - usual_sectors;

  uint16_t labels = 0;  ///< see PackedRows
  uint8_t kind = none;  ///< value of its facet
  uint8_t declared_count : 4, sector_count : 4;
  /// The declared ones first; those there is no room for: PackedRows::more_sectors().
  std::array<uint8_t, usual_sectors> sectors;

  PackedRow() : declared_count(0), sector_count(0) {
    for (size_t i = 0; i < usual_sectors; ++i) sectors[i] = static_cast<uint8_t>(first_empty + i);
  }
  size_t count(bool declared_only) const { return declared_only ? declared_count : sector_count; }
  using Places = std::array<uint8_t, usual_sectors>;
  /// What the usual places hold when only declared sectors count. Without a branch.
  Places declared_places() const;
};
static_assert(sizeof(PackedRow) == 8);

inline PackedRow::Places PackedRow::declared_places() const {
  struct Masks {
    std::array<uint32_t, most_sectors + 1> kept{}, empty{};  ///< by number of declared sectors
    constexpr Masks() {
      for (size_t declared = 0; declared <= most_sectors; ++declared) {
        Places keep{}, fill{};
        for (size_t i = 0; i < usual_sectors; ++i)
          (i < declared ? keep : fill)[i] =
              static_cast<uint8_t>(i < declared ? 0xFF : first_empty + i);
        kept[declared] = std::bit_cast<uint32_t>(keep);
        empty[declared] = std::bit_cast<uint32_t>(fill);
      }
    }
  };
  static constexpr Masks masks;
  const auto places = std::bit_cast<uint32_t>(sectors);
  return std::bit_cast<Places>((places & masks.kept[declared_count]) | masks.empty[declared_count]);
}

/// What some count besides.
struct RareRow {
  uint16_t epci = 0;                         ///< one more than the value; 0: none
  uint16_t profile = 0;                      ///< see PackedRows
  uint16_t groups = 0, declared_groups = 0;  ///< of its sectors
};

/// The rows of an image. Only plain records have theirs: those with one activity, whose area is not
/// known, no label with an end, and no more values than a row holds.
class PackedRows {
 public:
  using MoreSectors = std::array<uint8_t, PackedRow::most_sectors - PackedRow::usual_sectors>;

  PackedRows() = default;
  /// group_of_sector: by value of the sector facet; UINT16_MAX where there is none.
  PackedRows(const Image& image, const std::vector<uint16_t>& group_of_sector);

  /// What stands in a record's profile: values of all of these facets, as profile_value() numbers
  /// them.
  static constexpr std::array profile_facets = {Facet::Network, Facet::Prestation, Facet::Source,
                                                Facet::Reservation, Facet::Criterion};

  const PackedRow& operator[](uint32_t document) const { return rows_[document]; }
  const HugeVector<RareRow>& rare() const { return rare_; }
  /// The sectors that a row has no place for. Only for those with more than these.
  const MoreSectors& more_sectors(uint32_t document) const {
    const size_t w = document / 64;
    const uint64_t before = unusual_.word(w) & ((uint64_t{1} << document % 64) - 1);
    return more_sectors_[more_before_[w] + static_cast<size_t>(std::popcount(before))];
  }
  /// Calls visit(value) for the sectors of a plain record.
  template <class Visit>
  void for_each_sector(uint32_t document, bool declared_only, Visit&& visit) const {
    const PackedRow& row = rows_[document];
    const size_t count = row.count(declared_only);
    for (size_t i = 0; i < std::min(count, row.sectors.size()); ++i) visit(row.sectors[i]);
    if (count <= row.sectors.size()) return;
    const MoreSectors& more = more_sectors(document);
    for (size_t i = 0; i < count - row.sectors.size(); ++i) visit(more[i]);
  }
  const Bits& plain() const { return plain_; }
  const SetCodes& label_sets() const { return label_sets_; }
  const SetCodes& profiles() const { return profiles_; }
  const SetCodes& group_sets() const { return group_sets_; }
  /// Where the values of a profile's facet begin: its value v is numbered first_of(facet) + v.
  uint16_t first_of(Facet facet) const { return first_of_[static_cast<size_t>(facet)]; }

 private:
  bool pack(const Image& image, uint32_t document, const std::vector<uint16_t>& group_of_sector);
  void note_unusual(uint32_t document);
  bool pack_profile(const Image& image, uint32_t document, RareRow& rare);
  bool pack_sectors(std::span<const uint16_t> sectors, PackedRow& row);
  bool pack_groups(const PackedRow& row, RareRow& rare,
                   const std::vector<uint16_t>& group_of_sector);

  HugeVector<PackedRow> rows_;
  HugeVector<RareRow> rare_;
  Bits plain_, unusual_;
  // Of the unusual rows alone, one after the other, and how many there are before each word of the
  // set of these: few, so that they stay in the cores' caches.
  std::vector<MoreSectors> more_sectors_;
  std::vector<uint32_t> more_before_;
  SetCodes label_sets_, profiles_, group_sets_;
  std::vector<uint16_t> own_;  ///< sectors of the record at hand, the declared ones first
  std::array<uint16_t, facet_count> first_of_{};
  bool has_profiles_ = true;  ///< false where two bytes cannot number the values of a profile
};

}  // namespace filon
