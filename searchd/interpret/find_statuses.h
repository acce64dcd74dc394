#pragma once

#include <vector>

#include "annuaire/vocabulary.h"
#include "searchd/interpret/lexicon.h"
#include "searchd/interpret/tokens.h"

namespace filon {

/// The words that ask for a status or a reservation, in reading order; numbers are those of
/// Lexicon::kinds. Not those that belong to a longer term of `mentions` ("clause d'insertion"), nor
/// those that other words rule out.
std::vector<PhraseTable::Found> find_statuses(const Tokens& tokens, const Lexicon& lexicon,
                                              const std::vector<Mention>& mentions);

/// Removes the trades that are only words of a status: "chantier" of "chantier d'insertion" is no
/// building site; but "agence d'intérim" is a trade, of insertion or not.
void drop_parts_of_status(const Tokens& tokens, const PhraseTable::Found& found,
                          std::vector<Mention>& mentions);

}  // namespace filon
