#include "searchd/suggest_tables.h"

#include "annuaire/image.h"
#include "annuaire/structure_kind.h"

namespace filon {
namespace {

CompletionTable complete_sectors(const Sectors& sectors) {
  CompletionBuilder builder;
  uint32_t item = 0;
  for (const Sector& sector : sectors.all()) builder.add(item++, sector.name);
  for (const SectorGroup& group : sectors.groups()) builder.add(item++, group.name);
  return CompletionTable(builder.finish());
}

CompletionTable complete_places(const Territories& territories) {
  CompletionBuilder builder;
  for (PlaceId id = 0; id < territories.size(); ++id) {
    const Territory& place = territories[id];
    // Overseas collectivities are their own region in the tables: once is enough.
    if (place.kind == TerritoryKind::Region && place.code.size() == 3) continue;
    builder.add(id, place_key(place.name));
  }
  return CompletionTable(builder.finish());
}

CompletionTable complete_kinds() {
  CompletionBuilder builder;
  uint32_t item = 0;
  for (const KindInfo& kind : all_kinds()) {
    builder.add(item, kind.code);
    builder.add(item++, kind.name);
  }
  return CompletionTable(builder.finish());
}

}  // namespace

SuggestTables make_suggest_tables(const Sectors& sectors, const Territories& territories) {
  return {complete_sectors(sectors), complete_places(territories), complete_kinds()};
}

LabelSuggestions suggest_labels(const Labels& known, const FacetColumn& indexed) {
  LabelSuggestions suggestions;
  CompletionBuilder builder;
  const auto add = [&](Label label) {
    builder.add(static_cast<uint32_t>(suggestions.labels.size()), label.name);
    suggestions.labels.push_back(std::move(label));
  };
  for (size_t i = 0; i < known.all().size(); ++i) {
    add(known.all()[i]);
    for (const std::string& spelling : known.list()[i].spellings)
      builder.add(static_cast<uint32_t>(i), spelling);
  }
  for (size_t i = 0; i < indexed.values.size(); ++i)
    if (!known.find(indexed.values[i]))
      add({std::string(indexed.values[i]), std::string(indexed.names[i]), false, false, ""});
  suggestions.table = CompletionTable(builder.finish());
  return suggestions;
}

}  // namespace filon
