#pragma once

#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace filon {

/// A fault that no sanitizer sees.
inline void must(bool holds) {
  if (!holds) std::abort();
}

inline std::string_view view(const uint8_t* bytes, size_t size) {
  return {reinterpret_cast<const char*>(bytes), size};
}

}  // namespace filon
