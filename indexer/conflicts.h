#pragma once

#include <string>
#include <vector>

#include "annuaire/structure.h"

namespace filon {

/// What a row says otherwise than the record it is added to, as French sentences that give both
/// values and both sources. Names that differ by case, order, legal form or abbreviations only, and
/// addresses written in two ways, are no conflict.
std::vector<std::string> conflicts(const Structure& record, const Structure& row);

/// "lemarche 2980": a row as doubts name it.
std::string row_name(const SourceRef& source);

}  // namespace filon
