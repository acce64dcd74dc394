#include "searchd/interpret/lexicon.h"

#include <algorithm>

#include "annuaire/label.h"
#include "annuaire/structure_kind.h"
#include "annuaire/tsv.h"

namespace filon {
namespace {

std::vector<std::string> split_spaces(const std::string& cell) {
  std::vector<std::string> parts;
  for (size_t start = 0; start < cell.size();) {
    const size_t end = std::min(cell.find(' ', start), cell.size());
    parts.push_back(cell.substr(start, end - start));
    start = end + 1;
  }
  return parts;
}

Status load_kinds(const std::filesystem::path& dir, Lexicon& lexicon) {
  const auto file = dir / "kind_words.tsv";
  const auto table = read_tsv(file, {"words", "kinds", "reservation", "without", "note"});
  if (!table) return fail(table.error());
  for (const Tsv::Row& row : table->rows) {
    KindWords words{split_spaces(row.cells[1]), row.cells[2], {}};
    for (const std::string& word : split_list(row.cells[3]))
      words.without.push_back(stem(fold(word)));
    for (const std::string& code : words.kinds)
      if (const auto kind = parse_kind(code); !kind)
        return fail(ErrorCode::Invalid, "{}:{}: {}", file.string(), row.line, kind.error().message);
    if (!words.reservation.empty())
      if (const auto code = parse_reservation(words.reservation); !code)
        return fail(ErrorCode::Invalid, "{}:{}: {}", file.string(), row.line, code.error().message);
    const auto number = static_cast<uint32_t>(lexicon.kinds.size());
    for (const std::string& phrase : split_list(row.cells[0]))
      lexicon.kind_phrases.add(phrase, number, lexicon.stop_words);
    lexicon.kinds.push_back(std::move(words));
  }
  return done();
}

Status load_labels(const std::filesystem::path& dir, const Labels& labels, Lexicon& lexicon) {
  const auto file = dir / "label_words.tsv";
  const auto table = read_tsv(file, {"slug", "words"});
  if (!table) return fail(table.error());
  for (const Tsv::Row& row : table->rows) {
    if (!labels.find(row.cells[0]))
      return fail(ErrorCode::Invalid, "{}:{}: no label '{}'", file.string(), row.line,
                  row.cells[0]);
    const auto number = static_cast<uint32_t>(lexicon.labels.size());
    for (const std::string& phrase : split_list(row.cells[1]))
      lexicon.label_phrases.add(phrase, number, lexicon.stop_words);
    lexicon.labels.push_back(row.cells[0]);
  }
  return done();
}

// How readily a word is meant: trades and statuses first, then places by their people.
int weight_of_place(int64_t population) {
  if (population >= 100000) return 95;
  if (population >= 20000) return weight_of_large_place;
  if (population >= 5000) return weight_of_middling_place;
  return population >= 2000 ? weight_of_small_place : 0;  // smaller ones are near too many words
}

void fill_speller(const Criteria& criteria, Lexicon& lexicon) {
  for (const std::string& word : lexicon.vocabulary.words()) lexicon.speller.add(word, 100);
  for (const PhraseTable* table : {&lexicon.kind_phrases, &lexicon.label_phrases})
    for (const std::string& word : table->words()) lexicon.speller.add(word, 95);
  for (const ReferenceList::Item& item : criteria.list().items())
    for (const std::string& spelling : item.spellings)
      for (Word& word : words(spelling)) lexicon.speller.add(std::move(word.text), 95);
  for (const auto& [word, population] : lexicon.places.name_words())
    lexicon.speller.add_place(word, weight_of_place(population));
  lexicon.speller.sort();
}

}  // namespace

Result<Lexicon> Lexicon::load(const std::filesystem::path& dir, const Sectors& sectors,
                              const Territories& territories, const Criteria& criteria,
                              const Labels& labels) {
  auto stop_words = StopWords::load(dir);
  if (!stop_words) return std::move(stop_words).failure();
  auto vocabulary = Vocabulary::load(dir, sectors, *stop_words);
  if (!vocabulary) return std::move(vocabulary).failure();
  auto places = PlaceLexicon::load(dir, territories);
  if (!places) return std::move(places).failure();
  auto cpv = CpvTable::load(dir, sectors);
  if (!cpv) return std::move(cpv).failure();
  auto french = FrenchWords::load(dir);
  if (!french) return std::move(french).failure();
  Lexicon lexicon;
  lexicon.french = *std::move(french);
  lexicon.stop_words = *std::move(stop_words);
  lexicon.vocabulary = *std::move(vocabulary);
  lexicon.places = *std::move(places);
  lexicon.cpv = *std::move(cpv);
  if (auto read = load_kinds(dir, lexicon); !read) return std::move(read).failure();
  if (auto read = load_labels(dir, labels, lexicon); !read) return std::move(read).failure();
  fill_speller(criteria, lexicon);
  return lexicon;
}

}  // namespace filon
