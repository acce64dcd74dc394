#include "searchd/match/hit_collector.h"

#include "searchd/match/place_fit.h"
#include "searchd/snapshot.h"

namespace filon {

HitCollector::HitCollector(const Plan& plan, const Snapshot& snapshot)
    : plan_(plan), snapshot_(snapshot), top_(plan.offset + plan.count) {}

void HitCollector::count(size_t w, uint64_t documents) {
  const RecordSets& sets = snapshot_.sets;
  total_ += static_cast<uint64_t>(std::popcount(documents));
  without_siren_ += static_cast<uint64_t>(std::popcount(documents & ~sets.with_siren.word(w)));
  const uint64_t own = documents & sets.own_entity.word(w);
  legal_entities_ += static_cast<uint64_t>(std::popcount(own));
  if (own == documents) return;
  if (entity_seen_.empty()) entity_seen_.resize(snapshot_.entities);
  for_each_bit(w, documents & ~own, [&](uint32_t document) {
    const uint32_t entity = snapshot_.image->entity[document];
    legal_entities_ += !entity_seen_[entity];
    entity_seen_[entity] = true;
  });
}

void HitCollector::rank(uint32_t document, uint32_t score, PlaceClass place) {
  uint64_t order = 0;
  if (plan_.news_only || plan_.sort != Sort::Relevance) {
    order = order_by_sort(document);
    if (!top_.may_hold(order)) return;
  } else {
    // How far it is is looked at only where that could decide.
    if (!top_.may_hold(rank_order(score, place, plan_.origin ? 0 : unknown_band))) return;
    const auto km = km_of(document);
    order = rank_order(score, place, km ? distance_band(*km) : unknown_band);
    if (!top_.may_hold(order)) return;
  }
  const uint64_t shuffle = shuffle_key(snapshot_.sets.rows[document].id_hash, plan_.seed_hash);
  top_.add({{order, shuffle}, document, score, place});
}

std::vector<Hit> HitCollector::take_page() {
  std::vector<Hit> page;
  for (const TopHits::Entry& entry : top_.take_from(plan_.offset))
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
