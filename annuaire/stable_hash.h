#pragma once

#include <cstdint>
#include <string_view>

namespace filon {

/// A well-mixed step (the splitmix64 finaliser).
constexpr uint64_t mix(uint64_t x) {
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
  return x ^ (x >> 31);
}

/// 64 well-mixed bits of a text (FNV-1a, then a finaliser), the same on every machine: std::hash
/// promises neither, and the order of equals must be replayable anywhere.
constexpr uint64_t stable_hash(std::string_view text) {
  uint64_t hash = 0xCBF29CE484222325u;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3u;
  return mix(hash);
}

}  // namespace filon
