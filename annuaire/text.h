#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace filon {

/// What a text is compared by: lower case, no accents, ligatures opened (œ → oe), every run of
/// anything else than letters and digits one space, none at the ends. "Côte-d’Or" is "cote d or".
/// Text that is not UTF-8 is read with each bad byte as a space. fold(fold(x)) == fold(x).
std::string fold(std::string_view text);

/// A folded word and where it stands in the text it was read from, in code points.
struct Word {
  std::string text;
  size_t start = 0;
  size_t end = 0;
  bool operator==(const Word&) const = default;
};

/// The words of a text, folded, with French elisions left out (l'atelier → atelier).
/// Dotted or spaced initials stay apart: searching joins nothing it was not told to.
std::vector<Word> words(std::string_view text);

/// Whether a folded word only links others (de, la, sur …): nobody begins a search with one.
bool is_link_word(std::string_view folded_word);

/// The same with the elided articles kept ("l", "d"): names of places have them.
std::vector<Word> pieces(std::string_view text);

/// The index term of a folded word: plural and gender taken off, nothing more (stem.cc; why not
/// Snowball stands in README.md). Words of three letters or with a digit come back as they are.
std::string stem(std::string_view folded_word);

/// A slug: the folded text with dashes for spaces. "Zéro déchet" is "zero-dechet".
std::string slugify(std::string_view text);

/// The byte at which a code point of a text begins; its size for one past the end.
size_t byte_of_code_point(std::string_view text, size_t code_point);

/// The text without spaces, tabs and line ends at either end.
std::string trimmed(std::string_view text);

/// Whether the bytes are well-formed UTF-8.
bool is_utf8(std::string_view text);

/// Damerau-Levenshtein distance (adjacent swaps count one) of two folded words, or limit + 1 as
/// soon as it is known to be more than limit. Bytes are letters here: folded text is nearly ASCII.
int edit_distance(std::string_view a, std::string_view b, int limit);

/// The candidate nearest to text within two edits (one for short words), else the shortest that
/// begins with it, or "" if none is near.
/// Used to suggest a parameter or value in error messages.
std::string nearest(std::string_view text, const std::vector<std::string>& candidates);

}  // namespace filon
