#include "searchd/suggest_tables.h"

#include <charconv>

#include "annuaire/image.h"
#include "annuaire/structure_kind.h"
#include "annuaire/tsv.h"

namespace filon {
namespace {

constexpr int least_term_confidence = 40;  // of a term of several trades, to suggest one of them

/// Texts with what they are to their item.
class Names {
 public:
  void add(uint32_t item, std::string_view text, Alias alias) {
    if (builder_.add(item, text)) aliases_.push_back(std::move(alias));
  }
  CompletionTable take_table() { return CompletionTable(builder_.finish()); }
  std::vector<Alias> take_aliases() { return std::move(aliases_); }

 private:
  CompletionBuilder builder_;
  std::vector<Alias> aliases_;
};

std::optional<uint32_t> item_of(const Sectors& sectors, const std::string& slug) {
  if (const auto sector = sectors.find(slug)) return *sector;
  if (const auto group = sectors.find_group(slug))
    return static_cast<uint32_t>(sectors.size() + *group);
  return std::nullopt;
}

// A cell of terms parted by '|'. '@' stands for a class of words, which nobody types.
Status add_terms(const std::string& file_and_line, const std::string& slug,
                 const std::string& terms, const std::string& percent, const Sectors& sectors,
                 Names& names) {
  const auto item = item_of(sectors, slug);
  int confidence = 0;
  std::from_chars(percent.data(), percent.data() + percent.size(), confidence);
  if (!item || confidence < 1 || confidence > 100)
    return fail(ErrorCode::Invalid, "{}: '{}' is no sector with a confidence of 1 to 100",
                file_and_line, slug);
  if (confidence < least_term_confidence) return done();
  for (const std::string& term : split_list(terms))
    if (term.find('@') == std::string::npos) names.add(*item, term, {term, confidence});
  return done();
}

Status add_vocabulary(const std::filesystem::path& dir, const Sectors& sectors, Names& names) {
  const auto file = dir / "vocabulary.tsv";
  const auto table = read_tsv(file, {"slug", "confidence", "terms"});
  if (!table) return fail(table.error());
  for (const Tsv::Row& row : table->rows)
    if (Status added = add_terms(fmt::format("{}:{}", file.string(), row.line), row.cells[0],
                                 row.cells[2], row.cells[1], sectors, names);
        !added)
      return added;
  return done();
}

Status add_senses(const std::filesystem::path& dir, const Sectors& sectors, Names& names) {
  const auto file = dir / "senses.tsv";
  const auto table = read_tsv(file, {"term", "slug", "confidence", "with", "without", "note"});
  if (!table) return fail(table.error());
  for (const Tsv::Row& row : table->rows)
    if (Status added = add_terms(fmt::format("{}:{}", file.string(), row.line), row.cells[1],
                                 row.cells[0], row.cells[2], sectors, names);
        !added)
      return added;
  return done();
}

Status complete_sectors(const std::filesystem::path& dir, const Sectors& sectors,
                        SuggestTables& tables) {
  Names names;
  uint32_t item = 0;
  for (const Sector& sector : sectors.all()) names.add(item++, sector.name, {});
  for (const SectorGroup& group : sectors.groups()) names.add(item++, group.name, {});
  if (Status added = add_vocabulary(dir, sectors, names); !added) return added;
  if (Status added = add_senses(dir, sectors, names); !added) return added;
  tables.sectors = names.take_table();
  tables.sector_aliases = names.take_aliases();
  return done();
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

// Words that stand for several statuses suggest none: they are understood in a search.
Status complete_kinds(const std::filesystem::path& dir, SuggestTables& tables) {
  Names names;
  for (uint32_t item = 0; item < all_kinds().size(); ++item) {
    names.add(item, all_kinds()[item].code, {});
    names.add(item, all_kinds()[item].name, {});
  }
  const auto file = dir / "kind_words.tsv";
  const auto table = read_tsv(file, {"words", "kinds", "reservation", "without", "note"});
  if (!table) return fail(table.error());
  for (const Tsv::Row& row : table->rows) {
    const auto kind = parse_kind(row.cells[1]);
    if (!kind) continue;
    for (const std::string& words : split_list(row.cells[0]))
      names.add(static_cast<uint32_t>(*kind), words, {words, 90});
  }
  tables.kinds = names.take_table();
  tables.kind_aliases = names.take_aliases();
  return done();
}

}  // namespace

Result<SuggestTables> load_suggest_tables(const std::filesystem::path& dir, const Sectors& sectors,
                                          const Territories& territories) {
  SuggestTables tables;
  if (Status read = complete_sectors(dir, sectors, tables); !read) return std::move(read).failure();
  if (Status read = complete_kinds(dir, tables); !read) return std::move(read).failure();
  tables.places = complete_places(territories);
  return tables;
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
