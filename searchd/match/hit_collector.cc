#include "searchd/match/hit_collector.h"

#include <algorithm>

#include "searchd/match/count_bits.h"
#include "searchd/match/place_fit.h"
#include "searchd/match/record_sets.h"
#include "searchd/snapshot.h"

namespace filon {

HitCollector::HitCollector(const Plan& plan, const Snapshot& snapshot)
    : plan_(plan), snapshot_(snapshot), top_(plan.offset + plan.count) {
  if (plan.origin && ranks_by_score())
    for (const double km : distance_bands_km) {
      const Circle circle(*plan.origin, km);
      bands_.push_back({circle, SpherePoints::reach_of(circle)});
    }
}

void HitCollector::count(size_t b, const Block& documents) {
  const RecordSets& sets = *snapshot_.sets;
  const auto [found, shared, without_siren] = count_bits_but_each(
      documents.data(), sets.own_entity.block(b), sets.with_siren.block(b), block_words);
  total_ += found;
  legal_entities_ += found - shared;
  without_siren_ += without_siren;
  if (shared == 0) return;
  const uint64_t* const own = sets.own_entity.block(b);
  for (size_t i = 0; i < block_words; ++i)
    for_each_bit(b * block_words + i, documents[i] & ~own[i],
                 [&](uint32_t document) { count_shared(document); });
}

void HitCollector::count(uint32_t document) {
  const RecordSets& sets = *snapshot_.sets;
  ++total_;
  without_siren_ += !sets.with_siren.has(document);
  if (sets.own_entity.has(document))
    ++legal_entities_;
  else
    count_shared(document);
}

void HitCollector::count_shared(uint32_t document) {
  if (entity_seen_.empty()) entity_seen_.resize(snapshot_.entities);
  const uint32_t entity = snapshot_.image->entity[document];
  legal_entities_ += !entity_seen_[entity];
  entity_seen_[entity] = true;
}

bool HitCollector::may_rank(uint32_t score, PlaceClass place) const {
  return top_.may_hold(rank_order(score, place, plan_.origin ? 0 : unknown_band));
}

void HitCollector::rank(uint32_t document, uint32_t score, PlaceClass place) {
  if (ranks_by_score()) return rank_near(document, score, place);
  const uint64_t order = order_by_sort(document);
  if (!top_.may_hold(order)) return;
  top_.add({{order, shuffle_of(document)}, document, score, place});
}

// How far it is is looked at only where that could decide.
void HitCollector::rank_near(uint32_t document, uint32_t score, PlaceClass place) {
  int band = unknown_band;
  if (!bands_.empty()) {
    const int farthest = farthest_band(score, place);
    if (farthest < 0) return;
    band = band_of(document, farthest);
  }
  const uint64_t order = rank_order(score, place, band);
  if (!top_.may_hold(order)) return;
  top_.add({{order, shuffle_of(document)}, document, score, place});
}

// Most are turned away by their score alone; what the others need is called for before any waits.
void HitCollector::rank(std::span<const uint32_t> documents, const uint32_t* scores,
                        PlaceClass place) {
  const uint32_t least = ranks_by_score() ? least_score(top_.bound()) : 0;
  size_t count = 0;
  for (size_t i = 0; i < documents.size(); ++i) {
    may_stay_[count] = static_cast<uint32_t>(i);
    count += scores[i] >= least;
  }
  for (size_t i = 0; i < count; ++i)
    __builtin_prefetch(&snapshot_.sets->id_hash[documents[may_stay_[i]]]);
  for (size_t i = 0; i < count; ++i) rank(documents[may_stay_[i]], scores[may_stay_[i]], place);
}

void HitCollector::rank_equals(std::span<BlockRecords> equals, uint32_t score, PlaceClass place) {
  if (!ranks_by_score()) {
    for (const BlockRecords& block : equals) rank_block(block, score, place);
  } else if (bands_.empty()) {
    rank_shuffled(equals, {{rank_order(score, place, unknown_band), 0}, 0, score, place});
  } else {
    rank_by_bands(equals, score, place);
  }
  top_.tighten();  // for may_rank()
}

// The nearest come first, so that how far most are is never asked.
void HitCollector::rank_by_bands(std::span<BlockRecords> equals, uint32_t score, PlaceClass place) {
  for (int band = 0; band <= unknown_band; ++band) {
    top_.tighten();
    const uint64_t order = rank_order(score, place, band);
    if (!top_.may_hold(order)) return;
    of_band_.clear();
    for (auto& [b, records] : equals) {
      BlockRecords near{b, records};
      if (!keep_band(band, near)) continue;
      find_left_out(records, near.records.data(), records);
      of_band_.push_back(near);
    }
    rank_shuffled(of_band_, {{order, 0}, 0, score, place});
  }
}

// Of records in no nearer band.
bool HitCollector::keep_band(int band, BlockRecords& block) const {
  const PlaceBlocks& places = snapshot_.sets->places;
  auto& [b, records] = block;
  if (band == unknown_band) return holds_any(records);
  if (band == static_cast<int>(bands_.size())) return intersect(records, places.pointed().block(b));
  const auto& [circle, reach] = bands_[static_cast<size_t>(band)];
  return places.keep_inside(b, circle, reach, *snapshot_.image, records);
}

// The first of equals lie in the first decks.
void HitCollector::rank_shuffled(std::span<const BlockRecords> equals, TopHits::Entry entry) {
  constexpr size_t few = 8;  // of a block: as soon looked at each as left out by decks
  const auto add = [&](std::span<const uint32_t> documents) {
    call_for_hashes(documents);
    for (const uint32_t document : documents) {
      entry.document = document;
      entry.key.shuffle = shuffle_of(document);
      top_.add(entry);
    }
  };
  size_t count = 0;
  for (const BlockRecords& block : equals) count += count_bits(block.records.data(), block_words);
  if (count <= few * equals.size()) {
    for (const auto& [b, records] : equals) batch_.add(b, records, add);
    return batch_.finish(add);
  }
  for (const auto& [key, deck] : shuffled_decks()) {
    top_.tighten();
    if (!top_.may_hold(RankKey{entry.key.order, key})) return;
    for (const auto& [b, records] : equals) {
      Block found = records;
      if (intersect(found, snapshot_.sets->of_deck[deck].block(b))) batch_.add(b, found, add);
    }
    batch_.finish(add);
  }
}

const std::vector<std::pair<uint64_t, size_t>>& HitCollector::shuffled_decks() {
  if (!decks_.empty()) return decks_;
  for (size_t deck = 0; deck < decks; ++deck)
    decks_.emplace_back(deck_key(deck, plan_.seed_hash), deck);
  std::sort(decks_.begin(), decks_.end());
  return decks_;
}

void HitCollector::rank_block(const BlockRecords& equals, uint32_t score, PlaceClass place) {
  const auto numbers = documents_.of(equals.b, equals.records);
  std::fill_n(scores_.begin(), numbers.size(), score);
  rank(numbers, scores_.data(), place);
}

// The band up to which records of such a score and place may be on the page; -1: none may.
int HitCollector::farthest_band(uint32_t score, PlaceClass place) const {
  const uint64_t nearest = rank_order(score, place, 0);
  if (!top_.may_hold(nearest)) return -1;
  return static_cast<int>(std::min<uint64_t>(top_.bound() - nearest, unknown_band));
}

// unknown_band also for those beyond `farthest`.
int HitCollector::band_of(uint32_t document, int farthest) const {
  const auto point = point_of(*snapshot_.image, document);
  if (!point) return unknown_band;
  const auto end = static_cast<int>(bands_.size());
  if (farthest < end && !bands_[static_cast<size_t>(farthest)].circle.holds(*point))
    return unknown_band;
  for (int band = 0; band < std::min(farthest, end); ++band)
    if (bands_[static_cast<size_t>(band)].circle.holds(*point)) return band;
  return std::min(farthest, end);
}

void HitCollector::call_for_hashes(std::span<const uint32_t> documents) const {
  for (const uint32_t document : documents) __builtin_prefetch(&snapshot_.sets->id_hash[document]);
}

uint64_t HitCollector::shuffle_of(uint32_t document) const {
  return shuffle_key(snapshot_.sets->id_hash[document], plan_.seed_hash);
}

std::vector<Hit> HitCollector::take_page() {
  const auto entries = top_.take_from(plan_.offset);
  for (const TopHits::Entry& entry : entries) {  // where they stand is far from one another
    __builtin_prefetch(&snapshot_.image->lat[entry.document]);
    __builtin_prefetch(&snapshot_.image->lon[entry.document]);
  }
  std::vector<Hit> page;
  page.reserve(entries.size());
  for (const TopHits::Entry& entry : entries)
    page.push_back({entry.document, entry.score, entry.place, km_of(entry.document)});
  return page;
}

std::optional<double> HitCollector::km_of(uint32_t document) const {
  if (!plan_.origin) return std::nullopt;
  const auto point = point_of(*snapshot_.image, document);
  return point ? std::optional(distance_km(*plan_.origin, *point)) : std::nullopt;
}

uint64_t HitCollector::order_by_sort(uint32_t document) const {
  const Image& image = *snapshot_.image;
  if (plan_.news_only) return UINT32_MAX - image.news[document];
  switch (plan_.sort) {
    case Sort::Distance: {  // whole millimetres sort as the distances do
      const auto km = km_of(document);
      return km ? static_cast<uint64_t>(*km * 1e6) : UINT64_MAX;
    }
    case Sort::Name:
      return image.name_rank[document];
    case Sort::Newest:
      return UINT32_MAX - image.first_seen[document];
    case Sort::Relevance:
      break;
  }
  return 0;
}

}  // namespace filon
