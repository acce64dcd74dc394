#pragma once

#include <string_view>

namespace filon {

/// Of both programs; the same as project() in CMakeLists.txt.
inline constexpr std::string_view version = "0.1.0";

}  // namespace filon
