#include "searchd/match/huge_pages.h"

#include <sys/mman.h>

#include <cstdint>

namespace filon {

void ask_huge_pages(void* begin, size_t bytes) {
  constexpr uintptr_t page = 4096;
  const auto first = (reinterpret_cast<uintptr_t>(begin) + page - 1) / page * page;
  const auto end = (reinterpret_cast<uintptr_t>(begin) + bytes) / page * page;
  // A wish: without it the memory is as good, only slower to read here and there.
  if (first < end) madvise(reinterpret_cast<void*>(first), end - first, MADV_HUGEPAGE);
}

}  // namespace filon
