#include "searchd/match/top_hits.h"

#include <algorithm>

namespace filon {

void TopHits::put(const Entry& entry) {
  entries_.push_back(entry);
  if (entries_.size() / 2 >= limit_) keep_first();
}

void TopHits::keep_first() {
  const auto last = entries_.begin() + static_cast<ptrdiff_t>(limit_ - 1);
  std::nth_element(entries_.begin(), last, entries_.end(), before);
  last_ = *last;
  bound_ = last->key.order;
  entries_.resize(limit_);
}

std::vector<TopHits::Entry> TopHits::take_from(size_t offset) {
  const size_t end = std::min(limit_, entries_.size());
  if (offset >= end) return {};
  const auto first = entries_.begin() + static_cast<ptrdiff_t>(offset);
  const auto last = entries_.begin() + static_cast<ptrdiff_t>(end);
  if (last != entries_.end()) std::nth_element(entries_.begin(), last, entries_.end(), before);
  if (first != entries_.begin()) std::nth_element(entries_.begin(), first, last, before);
  std::sort(first, last, before);
  return {first, last};
}

}  // namespace filon
