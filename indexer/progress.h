#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

namespace filon {

/// Told as work goes on: what is done, how much of how much (0: unknown). May be empty.
using OnProgress = std::function<void(std::string_view what, uint64_t done, uint64_t total)>;

}  // namespace filon
