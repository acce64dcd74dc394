#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>

#include "annuaire/json.h"

namespace filon {

/// Names of a map's options by their number, which is all that the elements of its version 2 give.
using OptionNames = std::map<std::string, std::string>;

/// Those that the taxonomy among the pages of a snapshot tells; none where there is none.
OptionNames option_names(std::span<const std::string> pages);

/// Whether the page is such a taxonomy (/api/taxonomy.json), and not a list of elements.
bool is_carteco_taxonomy(std::string_view page);

/// Whether an element's categories are numbers.
bool has_numbered_categories(const Json& element);

}  // namespace filon
