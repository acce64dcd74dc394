#pragma once

#include <sys/mman.h>

#include <cstddef>
#include <cstdlib>
#include <new>
#include <vector>

namespace filon {

/// Memory on large pages, where the system has any to give, so that reading here and there in it
/// does not wait for the page tables too. Smaller arrays come from where all memory does.
template <class T>
class HugePageAllocator {
 public:
  using value_type = T;
  HugePageAllocator() = default;
  template <class U>
  explicit HugePageAllocator(const HugePageAllocator<U>&) {}

  T* allocate(size_t count) {
    const size_t bytes = count * sizeof(T);
    if (bytes < page) return static_cast<T*>(::operator new(bytes));
    const size_t whole_pages = (bytes + page - 1) / page * page;
    void* const memory = std::aligned_alloc(page, whole_pages);
    if (!memory) throw std::bad_alloc();
    madvise(memory, whole_pages, MADV_HUGEPAGE);  // a wish: without it the memory is as good
    return static_cast<T*>(memory);
  }
  void deallocate(T* memory, size_t count) {
    if (count * sizeof(T) < page)
      ::operator delete(memory);
    else
      std::free(memory);
  }
  template <class U>
  bool operator==(const HugePageAllocator<U>&) const {
    return true;
  }

 private:
  static constexpr size_t page = size_t{2} << 20;
};

template <class T>
using HugeVector = std::vector<T, HugePageAllocator<T>>;

}  // namespace filon
