#include "searchd/match/count_bits.h"

#include <bit>

#include "annuaire/multiversion.h"

namespace filon {

FILON_MULTIVERSION uint32_t count_bits(const uint64_t* words, size_t count) {
  int bits = 0;
  for (size_t i = 0; i < count; ++i) bits += std::popcount(words[i]);
  return static_cast<uint32_t>(bits);
}

FILON_MULTIVERSION uint32_t count_bits_both(const uint64_t* words, const uint64_t* others,
                                            size_t count) {
  int bits = 0;
  for (size_t i = 0; i < count; ++i) bits += std::popcount(words[i] & others[i]);
  return static_cast<uint32_t>(bits);
}

FILON_MULTIVERSION uint32_t count_bits_but(const uint64_t* words, const uint64_t* but,
                                           size_t count) {
  int bits = 0;
  for (size_t i = 0; i < count; ++i) bits += std::popcount(words[i] & ~but[i]);
  return static_cast<uint32_t>(bits);
}

}  // namespace filon
