#include "searchd/match/bits.h"

#include "annuaire/multiversion.h"

namespace filon {

FILON_MULTIVERSION bool intersect(Block& block, const uint64_t* words) {
  uint64_t any = 0;
  FILON_TURNS_APART
  for (size_t i = 0; i < block_words; ++i) {
    block[i] &= words[i];
    any |= block[i];
  }
  return any != 0;
}

FILON_MULTIVERSION void unite(Block& block, const uint64_t* words) {
  FILON_TURNS_APART
  for (size_t i = 0; i < block_words; ++i) block[i] |= words[i];
}

FILON_MULTIVERSION bool find_left_out(const Block& block, const uint64_t* words, Block& left_out) {
  uint64_t any = 0;
  FILON_TURNS_APART
  for (size_t i = 0; i < block_words; ++i) {
    left_out[i] = block[i] & ~words[i];
    any |= left_out[i];
  }
  return any != 0;
}

}  // namespace filon
