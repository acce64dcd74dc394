#pragma once

#include <vector>

#include "annuaire/structure.h"

namespace filon {

/// One record of the rows of one site, the one that wins first: lists are united, a scalar is the
/// first known one, and what another row said differently stays as a doubt.
Structure unite(std::vector<Structure> rows);

}  // namespace filon
