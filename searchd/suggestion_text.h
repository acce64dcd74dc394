#pragma once

#include "searchd/suggest.h"

namespace filon {

/// A candidate as it is shown; item and text: as in the completions of its type. Where other words
/// than its name led there, the detail says which.
Suggestion describe_suggestion(SuggestionType type, uint32_t item, uint32_t text,
                               const Snapshot& snapshot, const Tables& tables);

}  // namespace filon
