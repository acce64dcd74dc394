#include "searchd/match/plain_filters.h"

#include "searchd/snapshot.h"

namespace filon {
namespace {

Bits news_of(const Image& image) {
  Bits found(image.documents);
  for (uint32_t d = 0; d < image.documents; ++d)
    if (image.news[d] != 0) found.set(d);
  return found;
}

}  // namespace

PlainFilters::PlainFilters(const Plan& plan, const Snapshot& snapshot) {
  const RecordSets& sets = snapshot.sets;
  if (plan.near && !plan.near_or_place) required_.emplace_back(plan.circle);
  required_.emplace_back(sets.rows.plain());
  if (!plan.inactive) required_.emplace_back(sets.active);
  if (plan.news_only) {
    news_ = news_of(*snapshot.image);
    required_.emplace_back(news_);
  }
  if (plan.choice(Facet::Zone).asked)
    required_.emplace_back(plan.choice(Facet::Zone), sets.of(Facet::Zone));
  for (const Facet facet : plain_facets) add_filter(facet, plan, snapshot);
  add_filter(Facet::Sector, plan, snapshot);
  add_filter(Facet::Prestation, plan, snapshot);
  if (plan.place.asked) add_place(plan);
  failing_.resize(facets_.size());
}

void PlainFilters::add_filter(Facet facet, const Plan& plan, const Snapshot& snapshot) {
  const Choice& choice = plan.choice(facet);
  if (!choice.asked) return;
  const RecordSets& sets = snapshot.sets;
  const bool declared = facet == Facet::Sector && plan.declared_only;
  facets_.push_back(facet);
  filters_.emplace_back(choice, declared ? sets.declared_sectors : sets.of(facet));
}

// An area that is not known reaches nowhere else: plain records answer where they are located.
void PlainFilters::add_place(const Plan& plan) {
  facets_.push_back(Facet::Departement);
  filters_.emplace_back(plan.place.located);
  if (plan.near_or_place) filters_.back().add(plan.circle);
}

void PlainFilters::keep_countable(size_t b, Block& documents) {
  Block room;
  for (DocumentFilter& required : required_) {
    const uint64_t* const words = required.block(b, room);
    for (size_t i = 0; i < block_words; ++i) documents[i] &= words[i];
    if (!holds_any(documents)) return;
  }
}

bool PlainFilters::pass(size_t b, const Block& documents) {
  Block fails_one{}, fails_two{};
  for (size_t f = 0; f < filters_.size(); ++f) {
    const uint64_t* const words = filters_[f].block(b, failing_[f]);
    for (size_t i = 0; i < block_words; ++i) {
      const uint64_t fails = documents[i] & ~words[i];
      fails_two[i] |= fails_one[i] & fails;
      fails_one[i] |= fails;
      failing_[f][i] = fails;
    }
  }
  uint64_t any = 0;
  for (size_t i = 0; i < block_words; ++i) {
    all_[i] = documents[i] & ~fails_one[i];
    any |= documents[i] & ~fails_two[i];
  }
  if (any == 0) return false;
  for (Block& failing : failing_)
    for (size_t i = 0; i < block_words; ++i) failing[i] &= ~fails_two[i];
  return true;
}

}  // namespace filon
