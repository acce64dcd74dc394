#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "annuaire/completion_table.h"
#include "annuaire/label.h"
#include "annuaire/result.h"
#include "annuaire/sector.h"
#include "annuaire/territory.h"

namespace filon {

struct FacetColumn;

/// How a text names an item.
struct Alias {
  std::string words;     ///< as the table writes them; "" for the item's own name
  int confidence = 100;  ///< percent, that who types them means the item
};

/// What the tables of data/ offer to who types, made once at start.
struct SuggestTables {
  CompletionTable sectors;  ///< items: sectors by id, then groups; by names and buyers' words
  std::vector<Alias> sector_aliases;  ///< by text of `sectors`
  CompletionTable places;             ///< items: places; by name, for typed ones with a typo
  CompletionTable kinds;              ///< items: as in all_kinds(); by code, name and usual words
  std::vector<Alias> kind_aliases;    ///< by text of `kinds`
};

/// Reads vocabulary.tsv, senses.tsv and kind_words.tsv of dir; the error names file and line.
Result<SuggestTables> load_suggest_tables(const std::filesystem::path& dir, const Sectors& sectors,
                                          const Territories& territories);

/// Labels, by name and spellings: those of the tables, then those only the index knows.
struct LabelSuggestions {
  std::vector<Label> labels;
  CompletionTable table;  ///< items: as in labels
};
LabelSuggestions suggest_labels(const Labels& known, const FacetColumn& indexed);

}  // namespace filon
