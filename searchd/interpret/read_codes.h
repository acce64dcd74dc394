#pragma once

#include <string>
#include <vector>

#include "searchd/interpret/cpv_table.h"
#include "searchd/interpret/tokens.h"

namespace filon {

/// Numbers of a question that name something, and the tokens they stand on.
struct CodeMention {
  size_t first = 0, past = 0;
  std::string digits;  ///< nine or fourteen of an identifier, eight of a CPV code
};

/// SIREN and SIRET: groups of digits that make nine or fourteen together ("775 671 878 01203").
std::vector<CodeMention> find_identifiers(const Tokens& tokens);

/// CPV codes the table has a use for: eight digits, the check digit or not ("90910000-9").
std::vector<CodeMention> find_cpv(const Tokens& tokens, const CpvTable& table);

}  // namespace filon
