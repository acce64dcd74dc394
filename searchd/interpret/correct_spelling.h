#pragma once

#include <vector>

#include "searchd/interpret/interpret.h"
#include "searchd/interpret/tokens.h"

namespace filon {

/// Replaces each word that neither a table nor the index knows by the one it was meant for, where
/// there is one, and says which. Words that are `taken` (codes) stay.
std::vector<Correction> correct_spelling(Tokens& tokens, const std::vector<bool>& taken,
                                         const Lexicon& lexicon, const IndexWords* index_words);

}  // namespace filon
