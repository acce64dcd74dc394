#pragma once

#include <cstddef>
#include <cstdint>

namespace filon {

/// The bits that are set in some words.
uint32_t count_bits(const uint64_t* words, size_t count);
/// The same from bit `first` to before bit `last`, of which there is one.
uint32_t count_bits_between(const uint64_t* words, size_t first, size_t last);
/// Those set in both.
uint32_t count_bits_both(const uint64_t* words, const uint64_t* others, size_t count);
/// All, and those that are not set in each of two others.
struct BitsCounted {
  uint32_t all, but_first, but_second;
};
BitsCounted count_bits_but_each(const uint64_t* words, const uint64_t* first,
                                const uint64_t* second, size_t count);

}  // namespace filon
