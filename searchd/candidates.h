#pragma once

#include <algorithm>

#include "searchd/plan.h"

namespace filon {

/// Walks a sorted posting list forward only.
class Cursor {
 public:
  explicit Cursor(const TermPlan& term) : term_(&term) {}

  /// The fields in which the term stands in the document, 0 when it does not. Documents must be
  /// asked in rising order. Gallops: cheap whether the next one is near or far.
  uint16_t fields_at(uint32_t document) {
    const auto& docs = term_->documents;
    size_t step = 1;
    size_t high = at_;
    while (high < docs.size() && docs[high] < document) {
      at_ = high + 1;
      high += step;
      step *= 2;
    }
    const auto from = docs.begin() + static_cast<ptrdiff_t>(at_);
    const auto to = docs.begin() + static_cast<ptrdiff_t>(std::min(high, docs.size()));
    at_ = static_cast<size_t>(std::lower_bound(from, to, document) - docs.begin());
    return at_ < docs.size() && docs[at_] == document ? term_->fields[at_] : uint16_t{0};
  }

 private:
  const TermPlan* term_;
  size_t at_ = 0;
};

/// Calls visit(document, score) for each document, in rising order, that holds every word and is
/// among those an identifier names; the score is the sum over words of best field weight × step.
template <class Weights, class Visit>
void for_each_candidate(const Plan& plan, uint32_t documents, const Weights& set_weights,
                        Visit&& visit) {
  if (plan.impossible) return;
  std::vector<const TermPlan*> terms;
  for (const TermPlan& term : plan.terms) terms.push_back(&term);
  std::sort(terms.begin(), terms.end(), [](const TermPlan* a, const TermPlan* b) {
    return a->documents.size() < b->documents.size();
  });
  std::vector<Cursor> cursors;
  for (const TermPlan* term : terms) cursors.emplace_back(*term);
  const auto consider = [&](uint32_t document) {
    uint32_t score = 0;
    for (size_t i = 0; i < terms.size(); ++i) {
      const uint16_t fields = cursors[i].fields_at(document);
      if (fields == 0) return;
      score += set_weights[fields] * terms[i]->step;
    }
    visit(document, score);
  };
  if (plan.only)
    for (const uint32_t document : *plan.only) consider(document);
  else if (!terms.empty())
    for (const uint32_t document : terms[0]->documents) consider(document);
  else
    for (uint32_t document = 0; document < documents; ++document) visit(document, uint32_t{0});
}

}  // namespace filon
