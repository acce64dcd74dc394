#pragma once

#include <optional>
#include <vector>

#include "annuaire/territory.h"
#include "searchd/interpret/place_lexicon.h"
#include "searchd/interpret/tokens.h"

namespace filon {

/// A place named in a question, with what the words around it say of its sort.
struct PlaceMention {
  size_t first = 0, past = 0;  ///< tokens of the name
  size_t from = 0;             ///< the first token of its preposition ("autour de"), or first
  std::vector<PlaceMeaning> meanings;
  bool around = false;        ///< "autour de", "près de"
  bool with_article = false;  ///< "la Vienne", "dans le Jura": a département rather than a town
  bool at = false;            ///< "à Vienne": a town
  bool post_code = false;     ///< five digits
};

/// A distance: "20 km", "rayon de 30 kilomètres".
struct DistanceMention {
  size_t first = 0, past = 0;
  int km = 0;
};

struct PlaceMentions {
  std::vector<PlaceMention> places;  ///< in reading order, not overlapping
  std::optional<DistanceMention> distance;
};

/// Finds places and a distance. `weight` is, by token, how many words the longest other reading
/// there has (0: none): a place takes words from it only by being longer, or by being named as a
/// place ("à Orange").
PlaceMentions find_places(const Tokens& tokens, const std::vector<size_t>& weight,
                          const PlaceLexicon& lexicon, const Territories& territories);

}  // namespace filon
