#include "searchd/match/value_sets.h"

namespace filon {

void ValueSets::begin_lists() {
  bits_of_.assign(starts_.size() - 1, no_bits);
  uint32_t listed = 0;
  for (size_t value = 0; value + 1 < starts_.size(); ++value) {
    const uint32_t count = starts_[value + 1];
    starts_[value] = listed;
    if (count > documents_ / 32) {  // as large as the list would be
      bits_of_[value] = static_cast<uint32_t>(bits_.size());
      bits_.emplace_back(documents_);
    } else {
      listed += count;
    }
  }
  starts_.back() = listed;
  listed_.resize(listed);
}

void ValueSets::add_to(Bits& set, size_t value) const {
  if (bits_of_[value] != no_bits) {
    const Bits& bits = bits_[bits_of_[value]];
    for (size_t w = 0; w < bits.word_count(); ++w) set.word(w) |= bits.word(w);
    return;
  }
  for (const uint32_t document : listed(value)) set.set(document);
}

}  // namespace filon
