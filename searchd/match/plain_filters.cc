#include "searchd/match/plain_filters.h"

#include <algorithm>

#include "annuaire/multiversion.h"
#include "searchd/match/record_sets.h"
#include "searchd/snapshot.h"

namespace filon {
namespace {

// The documents that are not among the words fail; what fails already fails two.
FILON_MULTIVERSION void find_failing(const Block& documents, const uint64_t* words, Block& failing,
                                     Block& fails_one, Block& fails_two) {
  FILON_TURNS_APART
  for (size_t i = 0; i < block_words; ++i) {
    const uint64_t fails = documents[i] & ~words[i];
    fails_two[i] |= fails_one[i] & fails;
    fails_one[i] |= fails;
    failing[i] = fails;
  }
}

Bits news_of(const Image& image) {
  Bits found(image.documents);
  for (uint32_t d = 0; d < image.documents; ++d)
    if (image.news[d] != 0) found.set(d);
  return found;
}

}  // namespace

PlainFilters::PlainFilters(const Plan& plan, const Snapshot& snapshot) {
  const RecordSets& sets = *snapshot.sets;
  if (plan.near && !plan.near_or_place) required_.emplace_back(plan.circle);
  required_.emplace_back(plan.inactive ? sets.rows.plain() : sets.plain_active);
  if (plan.news_only) {
    news_ = news_of(*snapshot.image);
    required_.emplace_back(news_);
  }
  if (plan.choice(Facet::Zone).asked)
    required_.emplace_back(plan.choice(Facet::Zone), sets.of(Facet::Zone));
  for (const Facet facet : plain_facets) add_filter(facet, plan, snapshot);
  add_filter(Facet::Sector, plan, snapshot);
  add_filter(Facet::Prestation, plan, snapshot);
  if (plan.place) add_place(plan);
  failing_.resize(facets_.size());
  fails_.resize(facets_.size());
}

void PlainFilters::add_filter(Facet facet, const Plan& plan, const Snapshot& snapshot) {
  const Choice& choice = plan.choice(facet);
  if (!choice.asked) return;
  const RecordSets& sets = *snapshot.sets;
  const bool declared = facet == Facet::Sector && plan.declared_only;
  facets_.push_back(facet);
  filters_.emplace_back(choice, declared ? sets.declared_sectors : sets.of(facet));
}

// An area that is not known reaches nowhere else: plain records answer where they are located.
void PlainFilters::add_place(const Plan& plan) {
  has_place_ = true;
  facets_.push_back(Facet::Departement);
  filters_.emplace_back(plan.place->documents);
  if (plan.near_or_place) filters_.back().add(plan.circle);
}

bool PlainFilters::keep_countable(size_t b, Block& documents) {
  return std::all_of(required_.begin(), required_.end(),
                     [&](DocumentFilter& required) { return required.keep(b, documents); });
}

bool PlainFilters::pass(size_t b, const Block& documents) {
  all_ = documents;
  if (filters_.empty()) return true;
  if (has_place_) {
    Block here = documents;
    if (!filters_.back().keep(b, here)) return pass_elsewhere(b, documents);
  }
  fails_one_.fill(0);
  fails_two_.fill(0);
  for (size_t f = 0; f < filters_.size(); ++f) {
    const uint64_t* const words = filters_[f].block(b, failing_[f]);
    find_failing(documents, words, failing_[f], fails_one_, fails_two_);
  }
  Block counted;
  if (!find_left_out(documents, fails_two_.data(), counted)) return false;
  find_left_out(documents, fails_one_.data(), all_);
  for (size_t f = 0; f < failing_.size(); ++f)
    fails_[f] = find_left_out(failing_[f], fails_two_.data(), failing_[f]);
  return true;
}

// Where no document is in the place, as in most blocks, none passes, and what passes all other
// filters fails the place's alone.
bool PlainFilters::pass_elsewhere(size_t b, const Block& documents) {
  std::fill(fails_.begin(), fails_.end(), 0);
  all_.fill(0);
  Block& failing = failing_.back() = documents;
  fails_.back() = std::all_of(filters_.begin(), filters_.end() - 1,
                              [&](DocumentFilter& filter) { return filter.keep(b, failing); });
  return fails_.back();
}

}  // namespace filon
