#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace filon {

/// A set of documents, a bit each: document d is bit d % 64 of word d / 64. Bits past the last
/// document are 0.
class Bits {
 public:
  Bits() = default;
  explicit Bits(size_t documents) : words_((documents + 63) / 64) {}

  size_t word_count() const { return words_.size(); }
  uint64_t word(size_t w) const { return words_[w]; }
  uint64_t& word(size_t w) { return words_[w]; }
  bool has(uint32_t document) const { return words_[document / 64] >> document % 64 & 1; }
  void set(uint32_t document) { words_[document / 64] |= uint64_t{1} << document % 64; }

 private:
  std::vector<uint64_t> words_;
};

/// Calls visit(document) for each bit of word w of a set, in rising order.
template <class Visit>
void for_each_bit(size_t w, uint64_t bits, Visit&& visit) {
  for (; bits != 0; bits &= bits - 1)
    visit(static_cast<uint32_t>(w * 64 + static_cast<size_t>(std::countr_zero(bits))));
}

}  // namespace filon
