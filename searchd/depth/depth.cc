#include "searchd/depth/depth.h"

#include <algorithm>
#include <tuple>

#include "annuaire/stable_hash.h"
#include "searchd/depth/lot_sectors.h"
#include "searchd/snapshot.h"
#include "searchd/tables.h"

namespace filon {
namespace {

std::string seed_for(const DepthRequest& request, const Tables& tables, const Today& today) {
  if (!request.where.seed.empty()) return request.where.seed;
  const uint64_t hash = stable_hash(normalised_depth(request, tables));
  return fmt::format("{}-{:08x}", today.text, static_cast<uint32_t>(hash));
}

// The order of answers but for words, which a lot's trades have no part of (contract §4.3).
void order(std::vector<LotMatch>& matches, const Plan& plan, const Image& image) {
  const auto key = [&](const LotMatch& match) {
    return rank_key(0, match.place, match.km ? distance_band(*match.km) : unknown_band,
                    shuffle_key(image.id_hash[match.document], plan.seed_hash));
  };
  std::sort(matches.begin(), matches.end(), [&](const LotMatch& a, const LotMatch& b) {
    const RankKey left = key(a), right = key(b);
    return left != right ? left < right : a.document < b.document;
  });
}

uint64_t shuffle_of(const Answering& answering, const Plan& plan, const Image& image) {
  return shuffle_key(image.id_hash[answering.document], plan.seed_hash);
}

std::vector<Answering> answering_of(const std::vector<LotDepth>& lots, const Plan& plan,
                                    const Image& image) {
  std::vector<Answering> all;
  for (uint32_t lot = 0; lot < lots.size(); ++lot)
    for (const LotMatch& match : lots[lot].found.matches)
      if (match.service) all.push_back({image.entity[match.document], lot, match.document});
  const auto key = [&](const Answering& a) {
    return std::tuple(a.entity, a.lot, shuffle_of(a, plan, image), a.document);
  };
  std::sort(all.begin(), all.end(),
            [&](const Answering& a, const Answering& b) { return key(a) < key(b); });
  return all;
}

// Entities rotate with the seed: they stand in no order that anything of theirs decides.
std::vector<EntityLots> entities_of(const std::vector<Answering>& all, const Plan& plan,
                                    const Image& image) {
  struct Candidate {
    uint64_t shuffle;
    EntityLots lots;
  };
  std::vector<Candidate> candidates;
  for (const Answering& answering : all) {
    if (candidates.empty() || candidates.back().lots.entity != answering.entity)
      candidates.push_back({UINT64_MAX, {answering.entity, 0}});
    Candidate& candidate = candidates.back();
    candidate.shuffle = std::min(candidate.shuffle, shuffle_of(answering, plan, image));
    candidate.lots.lots |= static_cast<LotSet>(1u << answering.lot);
  }
  std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
    return a.shuffle != b.shuffle ? a.shuffle < b.shuffle : a.lots.entity < b.lots.entity;
  });
  std::vector<EntityLots> entities;
  for (const Candidate& candidate : candidates) entities.push_back(candidate.lots);
  return entities;
}

Groupings group(const std::vector<LotDepth>& lots, const Plan& plan, const Image& image) {
  Groupings groupings;
  groupings.answering = answering_of(lots, plan, image);
  groupings.classes = classes_of(entities_of(groupings.answering, plan, image));
  std::vector<LotSet> masks;
  for (const LotClass& found : groupings.classes) masks.push_back(found.lots);
  groupings.minimal = minimal_class_sets(masks);
  groupings.structure_sets = count_structure_sets(groupings.minimal, groupings.classes);
  for (size_t lot = 0; lot < lots.size(); ++lot)
    if (!(groupings.minimal.covered >> lot & 1)) groupings.missing.push_back(lot);
  return groupings;
}

}  // namespace

std::span<const Answering> records_of(uint32_t entity, const Groupings& groupings) {
  const auto& all = groupings.answering;
  const auto first =
      std::lower_bound(all.begin(), all.end(), entity,
                       [](const Answering& a, uint32_t wanted) { return a.entity < wanted; });
  auto last = first;
  while (last != all.end() && last->entity == entity) ++last;
  return {first, last};
}

Depth measure_depth(const DepthRequest& request, std::shared_ptr<const Snapshot> snapshot,
                    const Tables& tables, const Today& today) {
  Depth depth;
  depth.snapshot = std::move(snapshot);
  depth.request = request;
  depth.seed = seed_for(request, tables, today);
  const Snapshot& index = *depth.snapshot;
  depth.plan = make_plan(request.where, {}, tables, index, depth.seed, today.number);
  std::vector<WantedSectors> wanted;
  for (const Lot& lot : request.lots) {
    depth.lots.push_back({sectors_of(lot, tables, index), {}, {}, {}});
    wanted.push_back(wanted_sectors(depth.lots.back().sectors, tables, index));
  }
  std::vector<LotMatches> found = match_lots(wanted, depth.plan, index);
  for (size_t i = 0; i < depth.lots.size(); ++i) {
    LotDepth& lot = depth.lots[i];
    lot.found = std::move(found[i]);
    lot.counts = count_lot(lot.found, request.cutoffs.distance_km, depth.plan, index);
    lot.levers = count_levers(lot.counts, tables.legal, request.cutoffs);
    order(lot.found.matches, depth.plan, *index.image);
  }
  depth.groupings = group(depth.lots, depth.plan, *index.image);
  depth.coverage = coverage(depth.plan, index);
  return depth;
}

}  // namespace filon
