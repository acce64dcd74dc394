#pragma once

#include <map>
#include <string>
#include <vector>

#include "annuaire/result.h"
#include "indexer/given_options.h"
#include "indexer/settings.h"

namespace filon {

// What options say of sources: which, from where, with which rights. Errors are ErrorCode::Usage.

/// --source; without any, all that are shipped.
Result<std::vector<SourceChoice>> choose_sources(const GivenOptions& given);

/// --snapshot NAME=ID, by name.
Result<std::map<std::string, std::string>> choose_snapshots(const GivenOptions& given);

/// --publish-contact NAME[=no], by name.
Result<std::map<std::string, bool>> choose_contacts(const GivenOptions& given);

/// By the variable they come from, or from the file named by the variable with "_FILE" after it.
Result<std::map<std::string, std::string>> read_tokens(const Environment& environment);

}  // namespace filon
