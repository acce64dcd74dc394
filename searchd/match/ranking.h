#pragma once

#include <array>
#include <cstdint>
#include <filesystem>

#include "annuaire/result.h"
#include "annuaire/schema.h"
#include "annuaire/stable_hash.h"

namespace filon {

// The order of answers, whole numbers throughout so that any machine finds the same one
// (contract §4.3). Allowed: match of the need, place, the status and labels asked for. Nothing
// else is stored for ranking: not age, size, length of the record, source or alphabet.

using FieldWeights = std::array<uint16_t, text_field_count>;

/// Reads data/ranking.tsv: a weight of 1 to 1000 for each text field.
Result<FieldWeights> load_field_weights(const std::filesystem::path& dir);

/// The weight of the best field of a set (bit i = TextField i); the empty set has 0.
uint16_t best_weight(const FieldWeights& weights, uint16_t fields);

/// 1 for a word that most records hold, one more each time it is half as frequent, at most 12.
int rarity_step(size_t records, size_t holding);

/// How far each band of distance reaches (contract §4.1): 0 within the first, then 1 …; 4 is
/// beyond, 5 unknown.
inline constexpr std::array<double, 4> distance_bands_km = {10, 25, 50, 100};
int distance_band(double km);
inline constexpr int unknown_band = 5;

/// How a structure comes to answer for a place, best first.
enum class PlaceClass : uint8_t { Located, Serves, National, None };

/// Records are dealt into decks by the hashes of their ids. A seed shuffles the decks, then the
/// records of each: any record may come at any place, and the first of many equals are found
/// without a look at those of the other decks.
inline constexpr size_t decks = 64;
constexpr size_t deck_of(uint64_t id_hash) { return id_hash >> 58; }
/// The place of a deck for a seed, lower first: where the keys of its records begin.
constexpr uint64_t deck_key(size_t deck, uint64_t seed_hash) {
  return mix(deck ^ seed_hash) >> 40 << 40;
}
/// The place of a record among equals for a seed: lower first.
constexpr uint64_t shuffle_key(uint64_t id_hash, uint64_t seed_hash) {
  return deck_key(deck_of(id_hash), seed_hash) | mix(id_hash ^ seed_hash) >> 24;
}

/// Sorts best first by plain comparison: score, then place, then band, then the seeded shuffle.
struct RankKey {
  uint64_t order;  ///< score, place and band in one number, lower first
  uint64_t shuffle;
  auto operator<=>(const RankKey&) const = default;
};
/// RankKey::order by relevance; a band of 0 gives the best it can be.
constexpr uint64_t rank_order(uint32_t score, PlaceClass place, int band) {
  const uint64_t worst_first = UINT32_MAX - score;
  return worst_first << 8 | static_cast<uint64_t>(place) << 4 | static_cast<uint64_t>(band);
}
constexpr RankKey rank_key(uint32_t score, PlaceClass place, int band, uint64_t shuffle) {
  return {rank_order(score, place, band), shuffle};
}
/// The least score of an order up to this one.
constexpr uint32_t least_score(uint64_t order) {
  const uint64_t worst_first = order >> 8;
  return worst_first > UINT32_MAX ? 0 : UINT32_MAX - static_cast<uint32_t>(worst_first);
}

}  // namespace filon
