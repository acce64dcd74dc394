#pragma once

#include <string>
#include <vector>

#include "annuaire/completion_table.h"
#include "annuaire/label.h"
#include "annuaire/sector.h"
#include "annuaire/territory.h"

namespace filon {

struct FacetColumn;

/// What the tables of data/ offer to who types, made once at start.
struct SuggestTables {
  CompletionTable sectors;  ///< items: sectors by id, then groups
  CompletionTable places;   ///< items: places; by their names alone, for typed ones with a typo
  CompletionTable kinds;    ///< items: as in all_kinds(); by code and name
};
SuggestTables make_suggest_tables(const Sectors& sectors, const Territories& territories);

/// Labels, by name and spellings: those of the tables, then those only the index knows.
struct LabelSuggestions {
  std::vector<Label> labels;
  CompletionTable table;  ///< items: as in labels
};
LabelSuggestions suggest_labels(const Labels& known, const FacetColumn& indexed);

}  // namespace filon
