#pragma once

#include <string_view>
#include <vector>

#include "annuaire/completions.h"

namespace filon {

/// The words of a sorted list that begin with a text; an empty range when none does.
WordRange words_beginning_with(const StringList& words, std::string_view beginning);

/// The words of a sorted list of which some beginning is at most `limit` typos (as edit_distance()
/// counts them, and one more when the first letters differ: people rarely miss that one) away from
/// a typed word, with the least number of typos. A walk over the list as
/// over a tree: words that share a beginning share the work, and a beginning from which nothing
/// can come near is left with all its words. No memory besides the list.
std::vector<WordRange> words_begun_nearly(const StringList& words, std::string_view typed,
                                          int limit);

}  // namespace filon
