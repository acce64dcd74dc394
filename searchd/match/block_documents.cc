#include "searchd/match/block_documents.h"

#include <bit>

#include "annuaire/multiversion.h"

namespace filon {

// Where few documents of a block are wanted, a branch for each bit is one that nothing foretells,
// and costs more than all else: words that hold none are left out together, and the numbers of the
// others are written four at a time, whether there are so many or not.
FILON_MULTIVERSION size_t write_numbers(size_t b, const Block& block, uint32_t* to) {
  uint64_t holding = 0;  // words
  for (size_t i = 0; i < block_words; ++i) holding |= uint64_t{block[i] != 0} << i;
  uint32_t* end = to;
  for (; holding != 0; holding &= holding - 1) {
    const auto i = static_cast<size_t>(std::countr_zero(holding));
    const auto first = static_cast<uint32_t>((b * block_words + i) * 64);
    uint64_t bits = block[i];
    const auto count = static_cast<size_t>(std::popcount(bits));
    for (size_t written = 0; written < count; written += numbers_past)
      for (size_t next = written; next < written + numbers_past; ++next, bits &= bits - 1)
        end[next] = first + static_cast<uint32_t>(std::countr_zero(bits));
    end += count;
  }
  return static_cast<size_t>(end - to);
}

}  // namespace filon
