#include "annuaire/letter_set.h"

#include <algorithm>

#include "annuaire/multiversion.h"

namespace filon {

// 0 where at most one letter (two: where `two`) is in one set alone, each way. No popcount, which
// the plain instruction set lacks: x & (x - 1) takes the lowest bit away.
FILON_MULTIVERSION void LetterSets::mark_far(uint32_t own, const uint32_t* sets, bool two,
                                             Far& far) {
  const uint32_t second = two ? UINT32_MAX : 0;
  FILON_TURNS_APART
  for (size_t i = 0; i < block; ++i) {
    uint32_t missing = own & ~sets[i], added = sets[i] & ~own;
    missing &= missing - 1;
    added &= added - 1;
    missing &= (missing - 1) | ~second;
    added &= (added - 1) | ~second;
    far.of_word[i] = missing | added;
  }
  for (size_t part = 0; part < far.least.size(); ++part) {
    uint32_t least = UINT32_MAX;
    for (size_t i = 0; i < part_size; ++i)
      least = std::min(least, far.of_word[part * part_size + i]);
    far.least[part] = least;
  }
}

}  // namespace filon
