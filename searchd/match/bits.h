#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace filon {

/// Documents a question looks at together, a bit each: so that each step of its pass runs over a
/// few lines of memory, and leaves out what holds nothing at one glance.
inline constexpr size_t block_words = 64;
inline constexpr uint32_t block_documents = block_words * 64;
using Block = std::array<uint64_t, block_words>;

/// A set of documents, a bit each: document d is bit d % 64 of word d / 64. Whole blocks; bits past
/// the last document are 0.
class Bits {
 public:
  Bits() = default;
  explicit Bits(size_t documents)
      : words_((documents + block_documents - 1) / block_documents * block_words) {}

  size_t word_count() const { return words_.size(); }
  uint64_t word(size_t w) const { return words_[w]; }
  uint64_t& word(size_t w) { return words_[w]; }
  /// The words of block b.
  const uint64_t* block(size_t b) const { return &words_[b * block_words]; }
  bool has(uint32_t document) const { return words_[document / 64] >> document % 64 & 1; }
  void set(uint32_t document) { words_[document / 64] |= uint64_t{1} << document % 64; }

 private:
  std::vector<uint64_t> words_;
};

/// Documents of one block.
struct BlockRecords {
  size_t b;
  Block records;
};

/// Calls visit(document) for each bit of word w of a set, in rising order.
template <class Visit>
void for_each_bit(size_t w, uint64_t bits, Visit&& visit) {
  for (; bits != 0; bits &= bits - 1)
    visit(static_cast<uint32_t>(w * 64 + static_cast<size_t>(std::countr_zero(bits))));
}

inline bool holds_any(const Block& block) {
  uint64_t any = 0;
  for (const uint64_t word : block) any |= word;
  return any != 0;
}

/// Leaves what is in the words too; whether that is anything.
bool intersect(Block& block, const uint64_t* words);
/// Adds what is in the words.
void unite(Block& block, const uint64_t* words);
/// What is in the one and not in the other; whether that is anything.
bool find_left_out(const Block& block, const uint64_t* words, Block& left_out);

}  // namespace filon
