#pragma once

#include <optional>
#include <string>
#include <vector>

#include "searchd/interpret/interpretation.h"
#include "searchd/search_request.h"

namespace filon {

struct Snapshot;
struct Tables;

/// A word of the question, as it is looked for.
struct AskedWord {
  std::string text;              ///< folded, corrected where it was
  std::optional<uint32_t> stem;  ///< in the image; none: no record has the word
};

/// What `q` says, read against one generation.
struct Question {
  Interpretation interpretation;
  std::vector<AskedWord> words;  ///< of interpretation.words, each stem once
  /// A trade was read, even where a given one replaces it: words then raise a record, but none
  /// must hold them.
  bool reads_sector = false;
  bool neighbours = false;  ///< widened: the other trades of each group read answer too
  std::vector<Relaxation> relaxed;
};

/// Reads `q`: as a buyer means it, or (interpret=false) as plain words, of which articles are left
/// out when others are left and a word no record has is corrected to the nearest one has.
/// Readings that a given parameter of their kind replaces are not among them.
Question read_question(const SearchRequest& request, const Tables& tables,
                       const Snapshot& snapshot);

/// The request with what was read of places, statuses, labels and reservations put in, as if it
/// had been given.
SearchRequest with_readings(const SearchRequest& request, const Interpretation& interpretation);

}  // namespace filon
