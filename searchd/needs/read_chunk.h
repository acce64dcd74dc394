#pragma once

#include <string_view>

#include "searchd/needs/tally.h"

namespace filon {

/// Reads a sentence or two, which begin at code point `offset` of the whole text: the thing bought
/// comes first, what it is for after ("pour", "dans le cadre de") and counts less.
Tally read_chunk(std::string_view text, size_t offset, const Tables& tables);

}  // namespace filon
