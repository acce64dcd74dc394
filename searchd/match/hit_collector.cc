#include "searchd/match/hit_collector.h"

#include <algorithm>

#include "searchd/match/count_bits.h"
#include "searchd/match/place_fit.h"
#include "searchd/snapshot.h"

namespace filon {

HitCollector::HitCollector(const Plan& plan, const Snapshot& snapshot)
    : plan_(plan), snapshot_(snapshot), top_(plan.offset + plan.count) {
  if (plan.origin && ranks_by_score())
    for (const double km : distance_bands_km) bands_.emplace_back(*plan.origin, km);
}

void HitCollector::count(size_t b, const Block& documents) {
  const RecordSets& sets = snapshot_.sets;
  const uint32_t found = count_bits(documents.data(), block_words);
  const uint32_t shared =
      count_bits_but(documents.data(), sets.own_entity.block(b), block_words);
  total_ += found;
  legal_entities_ += found - shared;
  without_siren_ += count_bits_but(documents.data(), sets.with_siren.block(b), block_words);
  if (shared == 0) return;
  const uint64_t* const own = sets.own_entity.block(b);
  for (size_t i = 0; i < block_words; ++i)
    for_each_bit(b * block_words + i, documents[i] & ~own[i],
                 [&](uint32_t document) { count_shared(document); });
}

void HitCollector::count(uint32_t document) {
  const RecordSets& sets = snapshot_.sets;
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
  uint64_t order = 0;
  if (!ranks_by_score()) {
    order = order_by_sort(document);
  } else {
    // How far it is is looked at only where that could decide.
    if (!may_rank(score, place)) return;
    order = rank_order(score, place, band_of(document));
  }
  if (!top_.may_hold(order)) return;
  const uint64_t shuffle = shuffle_key(snapshot_.image->id_hash[document], plan_.seed_hash);
  top_.add({{order, shuffle}, document, score, place});
}

std::vector<Hit> HitCollector::take_page() {
  std::vector<Hit> page;
  for (const TopHits::Entry& entry : top_.take_from(plan_.offset))
    page.push_back({entry.document, entry.score, entry.place, km_of(entry.document)});
  return page;
}

int HitCollector::band_of(uint32_t document) const {
  if (bands_.empty()) return unknown_band;
  const auto point = point_of(*snapshot_.image, document);
  if (!point) return unknown_band;
  const auto first = std::find_if(bands_.begin(), bands_.end(),
                                  [&](const Circle& band) { return band.holds(*point); });
  return static_cast<int>(first - bands_.begin());
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
