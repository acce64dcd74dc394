#pragma once

#include <string>

#include "searchd/depth/depth.h"

namespace filon {

/// The need as a French text to paste into the form of Le Marché de l'inclusion: lots with their
/// wording and trades, and the place. Nothing of who was found.
std::string need_text(const Depth& depth, const Tables& tables);

}  // namespace filon
