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

FILON_MULTIVERSION uint32_t count_bits_between(const uint64_t* words, size_t first, size_t last) {
  const size_t begin = first / 64, end = (last - 1) / 64;
  const uint64_t head = ~uint64_t{0} << first % 64, tail = ~uint64_t{0} >> (63 - (last - 1) % 64);
  if (begin == end) return static_cast<uint32_t>(std::popcount(words[begin] & head & tail));
  int bits = std::popcount(words[begin] & head) + std::popcount(words[end] & tail);
  for (size_t w = begin + 1; w < end; ++w) bits += std::popcount(words[w]);
  return static_cast<uint32_t>(bits);
}

FILON_MULTIVERSION BitsCounted count_bits_but_each(const uint64_t* words, const uint64_t* first,
                                                   const uint64_t* second, size_t count) {
  int all = 0, but_first = 0, but_second = 0;
  for (size_t i = 0; i < count; ++i) {
    all += std::popcount(words[i]);
    but_first += std::popcount(words[i] & ~first[i]);
    but_second += std::popcount(words[i] & ~second[i]);
  }
  return {static_cast<uint32_t>(all), static_cast<uint32_t>(but_first),
          static_cast<uint32_t>(but_second)};
}

}  // namespace filon
