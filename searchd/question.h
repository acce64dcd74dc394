#pragma once

#include <optional>
#include <string>
#include <vector>

#include "searchd/search_request.h"

namespace filon {

/// Words of `q` that led to a reading, in code points of it.
struct Evidence {
  std::string text;
  size_t start = 0, end = 0;
};

/// A SIRET or SIREN found in the text.
struct IdentifierReading {
  std::string id;     ///< for `ignore`
  std::string value;  ///< digits alone
  std::vector<Evidence> because;
};

/// A word that must occur, as it is looked for.
struct AskedWord {
  std::string text;              ///< folded, corrected where it was
  std::optional<uint32_t> stem;  ///< in the image; none: no record has the word
};

struct Correction {
  std::string from, to;
};

/// What `q` says, read against one generation.
struct Question {
  std::vector<AskedWord> words;
  std::vector<IdentifierReading> identifiers;
  std::vector<Correction> corrections;
  std::string rest;  ///< the words left for the text search, as typed
};

/// Reads `q`: identifiers first (unless `interpret` is off or they are ignored), then the words,
/// without stop words when others are left, a word no record has corrected to the nearest that
/// one has.
Question read_question(const SearchRequest& request, const Tables& tables,
                       const Snapshot& snapshot);

}  // namespace filon
