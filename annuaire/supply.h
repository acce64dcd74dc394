#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "annuaire/image.h"

namespace filon {

/// Reservations as supply is counted by them; `both` is L.2113-14: handicap or insertion, each
/// entity once.
enum class Eligible : uint8_t { Handicap, Insertion, Both, Prison, Ess };
inline constexpr size_t eligible_count = 5;

/// Whether a record answers a need itself: one of its kinds does, or none is known. Unknown is
/// never counted as no.
bool is_service(uint32_t document, const Image& image);

/// The certain reservations of a record, as bits by Eligible.
uint8_t eligibility_of(uint32_t document, const Image& image);

/// Whether supply counts the record: it is active, and its source or a list has checked it.
bool is_supply(uint32_t document, const Image& image);

/// Legal entities (SIREN, or a record without one): all of them, those of service kinds, and those
/// a reservation is open to for certain, by Eligible.
struct SupplyCell {
  uint64_t legal_entities = 0, service = 0;
  std::array<uint64_t, eligible_count> eligible{};
  bool operator==(const SupplyCell&) const = default;
};

/// A record in a cell of a table of supply: which one, whose, and what its status opens.
struct SupplyEntry {
  uint32_t place = 0, row = 0, entity = 0;
  bool service = false;
  uint8_t eligible = 0;
};

/// The cells, by place and row, that some entry falls in. Entries of one entity in one cell count
/// once, with the rights of all of them.
std::map<std::pair<uint32_t, uint32_t>, SupplyCell> count_supply(std::vector<SupplyEntry> entries);

}  // namespace filon
