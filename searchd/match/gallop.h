#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

namespace filon {

/// The place of the first of some sorted documents that is not before one, looked for from `at` on.
/// Gallops: cheap whether it is near or far.
inline size_t gallop(std::span<const uint32_t> documents, size_t at, uint32_t document) {
  size_t step = 1, high = at;
  while (high < documents.size() && documents[high] < document) {
    at = high + 1;
    high += step;
    step *= 2;
  }
  const auto from = documents.begin() + static_cast<ptrdiff_t>(at);
  const auto to = documents.begin() + static_cast<ptrdiff_t>(std::min(high, documents.size()));
  return static_cast<size_t>(std::lower_bound(from, to, document) - documents.begin());
}

}  // namespace filon
