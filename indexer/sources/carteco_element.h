#pragma once

#include <optional>
#include <string>

#include "annuaire/json.h"
#include "indexer/sources/carteco_categories.h"
#include "indexer/sources/reader.h"

namespace filon {

/// Reads one element of a GoGoCarto map (v3, and the names of v2): its record, or why there is
/// none. Persons' data stays outside: subscriberEmails, userOwnerEmail and what only an admin's
/// export holds is not looked at, mobile numbers and addresses of persons are dropped.
void read_carteco_element(const Json& element, const std::string& origin, const SourcePage& page,
                          const CartecoCategories& categories, const RowSink& sink);

/// "page.json: id 9fK", or "page.json: element 12" where there is no id.
std::string carteco_origin(const Json& element, const SourcePage& page, size_t number);

}  // namespace filon
