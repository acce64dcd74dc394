#pragma once

#include <optional>
#include <string_view>

#include "annuaire/image.h"
#include "annuaire/letter_set.h"
#include "searchd/interpret/interpret.h"

namespace filon {

/// The word of the index that a word no record has was most likely meant for: one edit away for
/// 4 to 7 letters, two for more; nearest first, then the more frequent, then by alphabet. None for
/// shorter words and numbers: too much is near them.
std::optional<uint32_t> correct_word(const Image& image, const LetterSets& letters,
                                     std::string_view folded_word);

/// The letters of each word of the image, for correct_word().
LetterSets letters_of_words(const Image& image);

/// The words of an image for interpret(); views into it.
IndexWords index_words(const Image& image);

}  // namespace filon
