#include "annuaire/supply.h"

#include <algorithm>
#include <tuple>

#include "annuaire/structure_kind.h"

namespace filon {
namespace {

constexpr uint8_t bit(Eligible eligible) {
  return static_cast<uint8_t>(1u << static_cast<unsigned>(eligible));
}

void add(SupplyCell& cell, bool service, uint8_t eligible) {
  ++cell.legal_entities;
  cell.service += service;
  for (size_t i = 0; i < eligible_count; ++i) cell.eligible[i] += eligible >> i & 1;
}

}  // namespace

bool is_service(uint32_t document, const Image& image) {
  const FacetColumn& column = image.facet(Facet::Kind);
  const auto kinds = column.of_document[document];
  return kinds.empty() || std::any_of(kinds.begin(), kinds.end(), [&](uint16_t value) {
           const auto kind = parse_kind(column.values[value]);
           return !kind || kind_info(*kind).supply == Supply::Service;
         });
}

uint8_t eligibility_of(uint32_t document, const Image& image) {
  const FacetColumn& column = image.facet(Facet::Reservation);
  uint8_t eligible = 0;
  for (const uint16_t value : column.of_document[document]) {
    const auto reservation = parse_reservation(column.values[value]);
    if (!reservation) continue;
    switch (*reservation) {
      case ReservationCode::Handicap:
        eligible |= bit(Eligible::Handicap) | bit(Eligible::Both);
        break;
      case ReservationCode::Insertion:
        eligible |= bit(Eligible::Insertion) | bit(Eligible::Both);
        break;
      case ReservationCode::Prison:
        eligible |= bit(Eligible::Prison);
        break;
      case ReservationCode::Ess:
        eligible |= bit(Eligible::Ess);
        break;
    }
  }
  return eligible;
}

bool is_supply(uint32_t document, const Image& image) {
  return (image.flags[document] & flag_active) && !(image.flags[document] & flag_unverified);
}

std::map<std::pair<uint32_t, uint32_t>, SupplyCell> count_supply(std::vector<SupplyEntry> entries) {
  const auto key = [](const SupplyEntry& e) { return std::tuple(e.place, e.row, e.entity); };
  std::sort(entries.begin(), entries.end(),
            [&](const SupplyEntry& a, const SupplyEntry& b) { return key(a) < key(b); });
  std::map<std::pair<uint32_t, uint32_t>, SupplyCell> cells;
  for (size_t i = 0; i < entries.size();) {
    const SupplyEntry first = entries[i];
    bool service = false;
    uint8_t eligible = 0;
    for (; i < entries.size() && key(entries[i]) == key(first); ++i) {
      service |= entries[i].service;
      eligible |= entries[i].eligible;
    }
    add(cells[{first.place, first.row}], service, eligible);
  }
  return cells;
}

}  // namespace filon
