#include "searchd/match/plain_filters.h"

#include "searchd/snapshot.h"

namespace filon {
namespace {

Bits with_any(const Choice& choice, const ValueSets& sets, uint32_t documents) {
  Bits found(documents);
  for (size_t value = 0; value < choice.wanted.size(); ++value)
    if (choice.wanted[value]) sets.add_to(found, value);
  return found;
}

Bits news_of(const Image& image) {
  Bits found(image.documents);
  for (uint32_t d = 0; d < image.documents; ++d)
    if (image.news[d] != 0) found.set(d);
  return found;
}

}  // namespace

PlainFilters::PlainFilters(const Plan& plan, const Snapshot& snapshot) {
  const RecordSets& sets = snapshot.sets;
  required_.push_back(&sets.rows.plain());
  if (!plan.inactive) required_.push_back(&sets.active);
  if (plan.near && !plan.near_or_place) required_.push_back(&plan.circle);
  if (plan.news_only) {
    news_ = news_of(*snapshot.image);
    required_.push_back(&news_);
  }
  if (plan.choice(Facet::Zone).asked) {
    zone_ = with_any(plan.choice(Facet::Zone), sets.of(Facet::Zone), sets.documents);
    required_.push_back(&zone_);
  }
  for (const Facet facet : plain_facets) add_filter(facet, plan, snapshot);
  add_filter(Facet::Sector, plan, snapshot);
  add_filter(Facet::Prestation, plan, snapshot);
  if (plan.place.asked) add_place(plan);
}

void PlainFilters::add_filter(Facet facet, const Plan& plan, const Snapshot& snapshot) {
  const Choice& choice = plan.choice(facet);
  if (!choice.asked) return;
  const RecordSets& sets = snapshot.sets;
  const bool declared = facet == Facet::Sector && plan.declared_only;
  filters_.push_back(
      {facet, with_any(choice, declared ? sets.declared_sectors : sets.of(facet), sets.documents)});
}

// An area that is not known reaches nowhere else: plain records answer where they are located.
void PlainFilters::add_place(const Plan& plan) {
  Bits here = plan.place.located;
  if (plan.near_or_place)
    for (size_t w = 0; w < here.word_count(); ++w) here.word(w) |= plan.circle.word(w);
  filters_.push_back({Facet::Departement, std::move(here)});
}

}  // namespace filon
