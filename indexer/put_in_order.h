#pragma once

#include <cstdint>
#include <utility>
#include <vector>

namespace filon {

/// Puts at each place i what stood at places[i], without a second vector: what a build
/// holds of each record would be twice in memory. `places` holds each place once.
template <class T>
void put_in_order(std::vector<T>& items, std::vector<uint32_t> places) {
  for (uint32_t first = 0; first < places.size(); ++first) {
    if (places[first] == first) continue;
    T held = std::move(items[first]);
    uint32_t at = first;
    while (places[at] != first) {
      const uint32_t from = places[at];
      items[at] = std::move(items[from]);
      places[at] = at;
      at = from;
    }
    items[at] = std::move(held);
    places[at] = at;
  }
}

}  // namespace filon
