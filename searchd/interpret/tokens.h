#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "annuaire/stop_words.h"
#include "annuaire/text.h"
#include "searchd/interpret/interpretation.h"

namespace filon {

/// A word of the question with what its surroundings tell.
struct Token {
  std::string text;  ///< folded; corrected where it was
  std::string stem;
  size_t start = 0, end = 0;  ///< code points of the question
  bool link = false;          ///< article or preposition
  bool broken = false;        ///< a comma, a line end … stands before it
  bool elided = false;        ///< "d" of "d'Or"
  bool capital = false;       ///< typed with a capital
  bool number = false;        ///< digits alone
};

/// A question cut into words.
struct Tokens {
  std::u32string typed;
  std::vector<Token> list;

  size_t size() const { return list.size(); }
  const Token& operator[](size_t i) const { return list[i]; }
  /// How many of some tokens are neither articles nor prepositions.
  size_t content(size_t first, size_t past) const;
  /// The text from the first to the last of some tokens, as typed.
  Evidence evidence(size_t first, size_t past) const;
};

/// Bytes that are not UTF-8 count as one code point each.
Tokens tokenise(std::string_view text, const StopWords& stop_words);

bool is_number(std::string_view text);

}  // namespace filon
