#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "annuaire/sector.h"
#include "searchd/interpret/interpretation.h"
#include "searchd/interpret/lexicon.h"

namespace filon {

/// What a text is read with.
struct Reader {
  const Lexicon& lexicon;
  const Sectors& sectors;
  const Territories& territories;
  const Criteria& criteria;
  const Labels& labels;
  bool correct = true;  ///< whether words no table knows are typing errors: not in long papers
};

/// The words of an index, which are never corrected and may be what a mistyped word was meant for.
struct IndexWords {
  std::function<bool(std::string_view folded_word)> has;  ///< the word, in any inflection
  Speller::MoreWords all;
};

/// Reads a line as a buyer means it: places, statuses, labels, trades, criteria, codes, each with
/// the words that led there. Pure: the same text and tables give the same readings with the same
/// ids. Readings whose id is in `ignored` are left out, and their words are words again. Without
/// index words, only the tables correct spelling.
Interpretation interpret(std::string_view text, const Reader& reader,
                         const std::vector<std::string>& ignored, const IndexWords* index_words);

}  // namespace filon
