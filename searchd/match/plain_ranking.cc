#include "searchd/match/plain_ranking.h"

#include <algorithm>

#include "searchd/match/document_filter.h"
#include "searchd/snapshot.h"
#include "searchd/tables.h"

namespace filon {
namespace {

// Below so many in a block, a record is sooner scored than left out.
constexpr size_t few_in_a_block = 16;
// Words beyond a handful, each at its levels, would make more tiers than there are records.
constexpr size_t most_tiers = 256;

DocumentFilter filter_of(const DenseTerm::Level& level) {
  return level.listed.empty() ? DocumentFilter(level.bits)
                              : DocumentFilter(std::span<const uint32_t>(level.listed));
}

}  // namespace

PlainRanking::PlainRanking(const Plan& plan, const Snapshot& snapshot, const Tables& tables,
                           HitCollector& collector)
    : plan_(plan),
      snapshot_(snapshot),
      tables_(tables),
      collector_(collector),
      place_(plan.place ? PlaceClass::Located : PlaceClass::None) {}

void PlainRanking::finish() {
  if (answering_.empty()) return;
  const bool many = collector_.total() > few_in_a_block * answering_.size();
  if (!collector_.ranks_by_score() || !has_few_tiers() || (!many && !plan_.terms.empty()))
    return rank_each();
  const auto tiers = tiers_best_first();
  for (auto first = tiers.begin(), last = first; first != tiers.end(); first = last) {
    if (!collector_.may_rank(first->score, place_)) return;
    last = std::find_if(first, tiers.end(), [&](const Tier& t) { return t.score != first->score; });
    rank_tiers({first, last});
  }
}

bool PlainRanking::has_few_tiers() const {
  size_t tiers = 1;
  for (const TermPlan& term : plan_.terms) {
    if (!term.dense) return false;
    tiers *= term.dense->levels.size() + 1;
    if (tiers > most_tiers) return false;
  }
  return true;
}

std::vector<PlainRanking::Tier> PlainRanking::tiers_best_first() const {
  std::vector<Tier> tiers(1);
  for (const TermPlan& term : plan_.terms) {
    std::vector<Tier> longer;
    for (const Tier& tier : tiers)
      for (size_t level = 0; level <= term.dense->levels.size(); ++level) {
        const auto& levels = term.dense->levels;
        const uint32_t weight = level < levels.size() ? levels[level].weight : term.dense->least;
        Tier& next = longer.emplace_back(tier);
        next.score += weight * term.step;
        next.levels.push_back(level);
      }
    tiers = std::move(longer);
  }
  std::stable_sort(tiers.begin(), tiers.end(),
                   [](const Tier& a, const Tier& b) { return a.score > b.score; });
  return tiers;
}

void PlainRanking::rank_tiers(std::span<const Tier> equals) {
  equals_.clear();
  for (const Tier& tier : equals) find_tier(tier);
  collector_.rank_equals(equals_, equals.front().score, place_);
}

void PlainRanking::find_tier(const Tier& tier) {
  std::vector<const DenseTerm::Level*> levels;
  std::vector<const Bits*> least;
  for (size_t i = 0; i < plan_.terms.size(); ++i) {
    const DenseTerm& term = *plan_.terms[i].dense;
    if (tier.levels[i] < term.levels.size())
      levels.push_back(&term.levels[tier.levels[i]]);
    else
      least.push_back(&term.better);
  }
  std::sort(levels.begin(), levels.end(),  // so that most blocks end at once
            [](const auto* a, const auto* b) { return a->count < b->count; });
  std::vector<DocumentFilter> better;
  for (const DenseTerm::Level* level : levels) better.push_back(filter_of(*level));
  for (const BlockRecords& answering : answering_) {
    BlockRecords found = answering;
    const bool any =
        std::all_of(better.begin(), better.end(),
                    [&](DocumentFilter& filter) { return filter.keep(found.b, found.records); }) &&
        std::all_of(least.begin(), least.end(), [&](const Bits* bits) {
          return find_left_out(found.records, bits->block(found.b), found.records);
        });
    if (any) equals_.push_back(found);
  }
}

void PlainRanking::rank_each() {
  std::vector<TermBlocks> terms(plan_.terms.begin(), plan_.terms.end());
  for (const auto& [b, records] : answering_) {
    const auto documents = documents_.of(b, records);
    std::fill_n(points_.begin(), documents.size(), 0);
    for (TermBlocks& term : terms) term.add_points(documents, tables_.set_weights, points_.data());
    collector_.rank(documents, points_.data(), place_);
  }
}

}  // namespace filon
