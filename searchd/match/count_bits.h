#pragma once

#include <cstddef>
#include <cstdint>

namespace filon {

/// The bits that are set in some words.
uint32_t count_bits(const uint64_t* words, size_t count);
/// Those set in both.
uint32_t count_bits_both(const uint64_t* words, const uint64_t* others, size_t count);
/// Those set in `words` and not in `but`.
uint32_t count_bits_but(const uint64_t* words, const uint64_t* but, size_t count);

}  // namespace filon
