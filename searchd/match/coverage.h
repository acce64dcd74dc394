#pragma once

#include <cstdint>

namespace filon {

/// How many active records are located where a question looks, and how many of these have any
/// known sector.
struct Coverage {
  uint64_t located = 0, with_sector = 0;
};

}  // namespace filon
