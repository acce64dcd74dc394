#include "indexer/matching/clusters.h"

#include <algorithm>
#include <numeric>

namespace filon {

Clusters::Clusters(size_t rows) : parent_(rows), members_(rows) {
  std::iota(parent_.begin(), parent_.end(), 0u);
  for (uint32_t row = 0; row < rows; ++row) members_[row] = {row};
}

uint32_t Clusters::root(uint32_t row) {
  while (parent_[row] != row) row = parent_[row] = parent_[parent_[row]];
  return row;
}

bool Clusters::may_join(uint32_t a, uint32_t b) {
  const uint32_t first = root(a), second = root(b);
  return std::none_of(apart_.begin(), apart_.end(), [&](const auto& pair) {
    const uint32_t x = root(pair.first), y = root(pair.second);
    return (x == first && y == second) || (x == second && y == first);
  });
}

void Clusters::join(uint32_t a, uint32_t b) {
  const uint32_t first = std::min(root(a), root(b)), second = std::max(root(a), root(b));
  if (first == second) return;
  parent_[second] = first;
  members_[first].insert(members_[first].end(), members_[second].begin(), members_[second].end());
  members_[second] = {};
}

}  // namespace filon
