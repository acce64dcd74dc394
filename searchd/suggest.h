#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "searchd/snapshot.h"
#include "searchd/tables.h"

namespace filon {

enum class SuggestionType { Sector, Territory, Structure, Kind, Label };
inline constexpr size_t suggestion_type_count = 5;
std::string_view to_string(SuggestionType type);

/// One thing that what is typed may become.
struct Suggestion {
  SuggestionType type = SuggestionType::Sector;
  std::string value;  ///< what the parameter of that type takes; the id of a structure
  std::string name;
  std::string detail;  ///< tells namesakes apart, in French; "" when there is nothing to add
};

struct Suggestions {
  std::vector<Suggestion> items;
  size_t start = 0;  ///< where in `q`, in code points, the text begins that they complete
};

inline constexpr int max_suggestions = 50;

/// At most `limit` sectors, places, structures, kinds and labels that have a word beginning with
/// each word typed; types share the room, and what fits better comes first. When these leave room,
/// types without any give what is a typo away. When nothing fits all that is typed, the end of it
/// is completed ("traiteur à dij"). Equal structures stand in the seed's order, which does not
/// change from one key to the next; the other types in the order of their table, or of population.
Suggestions suggest(std::string_view q, size_t limit, std::string_view seed,
                    const Snapshot& snapshot, const Tables& tables);

/// {"suggestions": [{type, value, name, detail}], "start", "seed"}.
std::string to_json(const Suggestions& suggestions, std::string_view seed);

}  // namespace filon
