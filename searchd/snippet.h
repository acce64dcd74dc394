#pragma once

#include <string>

#include "searchd/searcher.h"

namespace filon {

class Json;

/// The passage of a record's running texts (description, offers) around the first asked word found
/// there, as plain text without any mark; "" when none of them holds one.
std::string snippet_of(const SearchResult& result, const Json& record);

}  // namespace filon
