#pragma once

#include <string_view>

namespace filon {

/// A folded word as it is shortened, and what it stands for.
struct Abbreviation {
  std::string_view shown, word;
};

}  // namespace filon
