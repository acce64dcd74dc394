#pragma once

#include <string_view>
#include <vector>

#include "searchd/interpret/interpretation.h"

namespace filon {

struct Tables;

/// The places a need is for: those read in a chunk, the town of a circle included.
std::vector<Reading> need_places(const Interpretation& read, std::string_view text,
                                 const Tables& tables);

}  // namespace filon
