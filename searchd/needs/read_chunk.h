#pragma once

#include <string_view>

#include "searchd/needs/tally.h"

namespace filon {

/// Reads a sentence or two: the thing bought comes first, what it is for after ("pour", "dans le
/// cadre de") and counts less. Evidence is in code points of the text given.
Tally read_chunk(std::string_view text, const Tables& tables);

}  // namespace filon
