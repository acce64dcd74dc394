#pragma once

#include <array>
#include <span>

#include "searchd/match/bits.h"

namespace filon {

/// The numbers of the documents of a block, in rising order: loops over them wait for no bit.
class BlockDocuments {
 public:
  std::span<const uint32_t> of(size_t b, const Block& block) {
    size_t count = 0;
    for (size_t i = 0; i < block_words; ++i)
      for (uint64_t bits = block[i]; bits != 0; bits &= bits - 1)
        numbers_[count++] = static_cast<uint32_t>((b * block_words + i) * 64) +
                            static_cast<uint32_t>(std::countr_zero(bits));
    return {numbers_.data(), count};
  }

 private:
  std::array<uint32_t, block_documents> numbers_;
};

}  // namespace filon
