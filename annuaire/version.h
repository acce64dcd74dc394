#pragma once

#include <string_view>

namespace filon {

/// As CMakeLists.txt says; a test holds the two together.
inline constexpr std::string_view version = "0.1.0";

}  // namespace filon
