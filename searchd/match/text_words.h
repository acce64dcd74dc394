#pragma once

#include <algorithm>
#include <vector>

#include "searchd/match/dense_terms.h"
#include "searchd/match/plan.h"

namespace filon {

/// Reads one term's postings 64 documents at a time, in rising order.
class TermWords {
 public:
  explicit TermWords(const TermPlan& term) : term_(&term) {}

  const TermPlan& term() const { return *term_; }

  /// The documents of word w that hold the term.
  uint64_t at(size_t w) {
    if (term_->dense) {
      bits_ = term_->dense->documents.word(w);
      rank_ = term_->dense->ranks[w];
      return bits_;
    }
    gallop_to(static_cast<uint32_t>(w * 64));
    bits_ = 0;
    rank_ = at_;
    const auto& docs = term_->documents;
    for (; at_ < docs.size() && docs[at_] / 64 == w; ++at_) bits_ |= uint64_t{1} << docs[at_] % 64;
    return bits_;
  }

  /// The word of the first posting not read yet; none when all are. Not of dense terms.
  std::optional<size_t> next_word() const {
    if (at_ == term_->documents.size()) return std::nullopt;
    return term_->documents[at_] / 64;
  }

  /// The fields in which the term stands in a document of the word last read; 0 when it does not.
  uint16_t fields_of(uint32_t document) const {
    const uint64_t bit = uint64_t{1} << document % 64;
    if (!(bits_ & bit)) return 0;
    return term_->fields[rank_ + static_cast<size_t>(std::popcount(bits_ & (bit - 1)))];
  }

 private:
  void gallop_to(uint32_t document) {
    const auto& docs = term_->documents;
    size_t step = 1, high = at_;
    while (high < docs.size() && docs[high] < document) {
      at_ = high + 1;
      high += step;
      step *= 2;
    }
    const auto from = docs.begin() + static_cast<ptrdiff_t>(at_);
    const auto to = docs.begin() + static_cast<ptrdiff_t>(std::min(high, docs.size()));
    at_ = static_cast<size_t>(std::lower_bound(from, to, document) - docs.begin());
  }

  const TermPlan* term_;
  size_t at_ = 0;  ///< first posting not read
  uint64_t bits_ = 0;
  size_t rank_ = 0;  ///< postings before the word last read
};

/// Calls visit(w, documents) for the words of documents that hold every term of the plan, in rising
/// order; for all of them where there is none. `terms`: one for each of plan.terms, in their order.
template <class Visit>
void for_each_text_word(std::vector<TermWords>& terms, uint32_t documents, Visit&& visit) {
  const size_t words = (size_t{documents} + 63) / 64;
  const auto all_of = [&](size_t w) {
    return w + 1 < words || documents % 64 == 0 ? ~uint64_t{0}
                                                : (uint64_t{1} << documents % 64) - 1;
  };
  std::vector<TermWords*> order;  // the rarest first, so that most words end at once
  for (TermWords& term : terms) order.push_back(&term);
  std::sort(order.begin(), order.end(), [](const TermWords* a, const TermWords* b) {
    return a->term().documents.size() < b->term().documents.size();
  });
  const auto read = [&](size_t w) {
    uint64_t bits = order.empty() ? all_of(w) : order.front()->at(w);
    for (size_t i = 1; i < order.size() && bits != 0; ++i) bits &= order[i]->at(w);
    if (bits != 0) visit(w, bits);
  };
  if (!order.empty() && !order.front()->term().dense) {
    while (const auto w = order.front()->next_word()) read(*w);
  } else {
    for (size_t w = 0; w < words; ++w) read(w);
  }
}

}  // namespace filon
