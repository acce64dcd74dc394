#pragma once

#include <string_view>
#include <vector>

#include "searchd/interpret/interpretation.h"

namespace filon {

/// The places a sentence of a need is for: those read in it, the town of a circle included. Five
/// digits alone are a post code where the text says so ("CP 21000", "(21000)"), else a sum.
std::vector<Reading> need_places(const Interpretation& read, std::string_view text);

}  // namespace filon
