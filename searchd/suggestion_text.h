#pragma once

#include "searchd/suggest.h"

namespace filon {

/// A candidate as it is shown; item: as in the completions of its type.
Suggestion describe_suggestion(SuggestionType type, uint32_t item, const Snapshot& snapshot,
                               const Tables& tables);

}  // namespace filon
