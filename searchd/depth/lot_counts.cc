#include <algorithm>

#include "searchd/depth/lot_supply.h"
#include "searchd/snapshot.h"

namespace filon {
namespace {

/// One legal entity, as the best of its records that answer.
struct Entity {
  PlaceClass place = PlaceClass::None;
  bool service = false, declared = false;
  uint8_t eligible = 0;
  std::optional<double> km;
};

// Matches of one entity. Where a record answers, those that only lend people are not looked at.
template <class It>
Entity merge(It first, It last, const Image& image) {
  Entity entity;
  entity.service = std::any_of(first, last, [](const LotMatch& m) { return m.service; });
  for (; first != last; ++first) {
    if (first->service != entity.service) continue;
    entity.place = std::min(entity.place, first->place);
    entity.declared |= first->declared;
    entity.eligible |= eligibility_of(first->document, image);
    if (first->km) entity.km = entity.km ? std::min(*entity.km, *first->km) : *first->km;
  }
  return entity;
}

void count_eligible(uint8_t eligible, std::array<uint64_t, eligible_count>& counts) {
  for (size_t i = 0; i < eligible_count; ++i) counts[i] += eligible >> i & 1;
}

void count_entity(const Entity& entity, const std::vector<int>& bands, LotCounts& counts) {
  if (!entity.service) {
    ++counts.staff;
    return count_eligible(entity.eligible, counts.staff_eligible);
  }
  ++counts.service;
  count_eligible(entity.eligible, counts.eligible);
  ++(entity.declared ? counts.declared : counts.inferred);
  counts.located += entity.place == PlaceClass::Located;
  counts.serves += entity.place == PlaceClass::Serves;
  counts.national += entity.place == PlaceClass::National;
  if (!entity.km) {
    ++counts.unknown_distance;
  } else if (!counts.by_distance.empty()) {
    const auto band =
        std::find_if(bands.begin(), bands.end(), [&](int to_km) { return *entity.km <= to_km; });
    ++counts.by_distance[static_cast<size_t>(band - bands.begin())];
  }
}

// Entities of the records of unknown area, none of which is in `known` (sorted).
uint64_t count_others(const std::vector<uint32_t>& documents, const std::vector<uint32_t>& known,
                      const Image& image) {
  std::vector<uint32_t> entities;
  for (const uint32_t document : documents)
    if (!std::binary_search(known.begin(), known.end(), image.entity[document]))
      entities.push_back(image.entity[document]);
  std::sort(entities.begin(), entities.end());
  return static_cast<uint64_t>(std::unique(entities.begin(), entities.end()) - entities.begin());
}

}  // namespace

LotCounts count_lot(const LotMatches& lot, const std::vector<int>& bands, const Plan& plan,
                    const Snapshot& snapshot) {
  const Image& image = *snapshot.image;
  std::vector<LotMatch> matches = lot.matches;
  std::stable_sort(matches.begin(), matches.end(), [&](const LotMatch& a, const LotMatch& b) {
    return image.entity[a.document] < image.entity[b.document];
  });
  LotCounts counts;
  if (plan.origin) counts.by_distance.resize(bands.size() + 1);
  std::vector<uint32_t> answering;
  for (auto first = matches.begin(); first != matches.end();) {
    const uint32_t number = image.entity[first->document];
    const auto last = std::find_if(first, matches.end(), [&](const LotMatch& match) {
      return image.entity[match.document] != number;
    });
    const Entity entity = merge(first, last, image);
    count_entity(entity, bands, counts);
    if (entity.service) answering.push_back(number);
    first = last;
  }
  counts.total = static_cast<uint64_t>(std::count_if(
      matches.begin(), matches.end(), [](const LotMatch& match) { return match.service; }));
  counts.unknown_area = count_others(lot.unknown, answering, image);
  return counts;
}

}  // namespace filon
