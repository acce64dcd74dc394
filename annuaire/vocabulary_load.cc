#include <algorithm>
#include <charconv>

#include "annuaire/reference_list.h"
#include "annuaire/vocabulary_loader.h"

namespace filon {
namespace {

constexpr int name_confidence = 97;  // the name of a sector, word for word

template <class... Args>
Failure<Error> wrong(const std::filesystem::path& file, const Tsv::Row& row,
                     const std::string& what) {
  return fail(ErrorCode::Invalid, "{}:{}: {}", file.string(), row.line, what);
}

// "Autre (Espaces verts)" is a heading of Le Marché, not words anybody asks for.
bool is_remainder(const std::string& name) { return name.starts_with("Autre ("); }

}  // namespace

uint32_t VocabularyLoader::stem_id(const std::string& stem) {
  return made_.stem_ids_.emplace(stem, static_cast<uint32_t>(made_.stem_ids_.size())).first->second;
}

std::vector<uint32_t> VocabularyLoader::stems_of(std::string_view text) {
  std::vector<uint32_t> ids;
  for (const Word& word : words(text))
    if (!made_.stop_words_.is_link(word.text)) ids.push_back(stem_id(stem(word.text)));
  return ids;
}

std::vector<uint32_t> VocabularyLoader::context(const std::string& cell) {
  std::vector<uint32_t> ids;
  for (const std::string& word : split_list(cell))
    for (const uint32_t id : stems_of(word)) ids.push_back(id);
  return ids;
}

Result<int> VocabularyLoader::confidence(const std::string& text) const {
  int percent = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), percent);
  if (error != std::errc{} || end != text.data() + text.size() || percent < 1 || percent > 99)
    return fail(ErrorCode::Invalid, "confidence '{}' is not 1 to 99", text);
  return percent;
}

Status VocabularyLoader::check_slug(const std::string& slug) const {
  if (!is_slug_(slug)) return fail(ErrorCode::Invalid, "'{}' is no sector and no group", slug);
  return done();
}

Status VocabularyLoader::load_classes() {
  const auto file = dir_ / "word_classes.tsv";
  const auto table = read_tsv(file, {"name", "words"});
  if (!table) return fail(table.error());
  for (const Tsv::Row& row : table->rows)
    if (!classes_.emplace(row.cells[0], split_list(row.cells[1])).second)
      return wrong(file, row, "class '" + row.cells[0] + "' is there twice");
  return done();
}

// "@collecte de papier" is one term for each word of the class "collecte".
Result<std::vector<std::string>> VocabularyLoader::expand(std::string_view term) const {
  std::vector<std::string> made = {""};
  for (size_t start = 0; start < term.size();) {
    const size_t end = std::min(term.find(' ', start), term.size());
    std::string_view part = term.substr(start, end - start);
    std::vector<std::string> choices = {std::string(part)};
    if (part.starts_with('@')) {
      const auto found = classes_.find(part.substr(1));
      if (found == classes_.end())
        return fail(ErrorCode::Invalid, "no class '{}' in word_classes.tsv", part.substr(1));
      choices = found->second;
    }
    std::vector<std::string> longer;
    for (const std::string& beginning : made)
      for (const std::string& choice : choices)
        longer.push_back(beginning.empty() ? choice : beginning + ' ' + choice);
    made = std::move(longer);
    start = end + 1;
  }
  return made;
}

Status VocabularyLoader::add(std::string_view phrase, Sense sense) {
  const std::vector<uint32_t> stems = stems_of(phrase);
  if (stems.empty()) return fail(ErrorCode::Invalid, "term '{}' has no word of its own", phrase);
  for (Word& word : words(phrase)) {
    if (made_.stop_words_.is_link(word.text)) continue;
    if (stems.size() == 1) lone_words_.insert(word.text);
    words_.insert(std::move(word.text));
  }
  const auto [place, is_new] = term_of_.emplace(stems, static_cast<uint32_t>(made_.terms_.size()));
  if (is_new) made_.terms_.push_back({stems, {}});
  std::vector<Sense>& senses = made_.terms_[place->second].senses;
  const auto same = std::find_if(senses.begin(), senses.end(),
                                 [&](const Sense& s) { return s.slug == sense.slug; });
  if (same == senses.end())
    senses.push_back(std::move(sense));
  else if (!sense.with.empty() || !sense.without.empty() || sense.confidence > same->confidence)
    *same = std::move(sense);  // the word classes make some terms twice; senses.tsv comes last
  return done();
}

Status VocabularyLoader::read_terms(const std::string& name,
                                    const std::vector<std::string>& columns) {
  const auto file = dir_ / name;
  const auto table = read_tsv(file, columns);
  if (!table) return fail(table.error());
  for (const Tsv::Row& row : table->rows) {
    if (auto known = check_slug(row.cells[0]); !known)
      return wrong(file, row, known.error().message);
    const auto percent = confidence(row.cells[1]);
    if (!percent) return wrong(file, row, percent.error().message);
    for (const std::string& written : split_list(row.cells[2])) {
      const auto terms = expand(written);
      if (!terms) return wrong(file, row, terms.error().message);
      for (const std::string& term : *terms)
        if (auto added = add(term, {row.cells[0], *percent, {}, {}}); !added)
          return wrong(file, row, added.error().message);
    }
  }
  return done();
}

Status VocabularyLoader::load_senses() {
  const auto file = dir_ / "senses.tsv";
  const auto table = read_tsv(file, {"term", "slug", "confidence", "with", "without", "note"});
  if (!table) return fail(table.error());
  for (const Tsv::Row& row : table->rows) {
    if (auto known = check_slug(row.cells[1]); !known)
      return wrong(file, row, known.error().message);
    const auto percent = confidence(row.cells[2]);
    if (!percent) return wrong(file, row, percent.error().message);
    for (const std::string& term : split_list(row.cells[0]))
      if (auto added =
              add(term, {row.cells[1], *percent, context(row.cells[3]), context(row.cells[4])});
          !added)
        return wrong(file, row, added.error().message);
  }
  return done();
}

void VocabularyLoader::add_names(const Sectors& sectors) {
  for (const Sector& sector : sectors.all())
    if (!is_remainder(sector.name)) (void)add(sector.name, {sector.slug, name_confidence, {}, {}});
  for (const SectorGroup& group : sectors.groups())
    (void)add(group.name, {group.slug, name_confidence, {}, {}});
}

// Each term is looked for where its rarest stem stands, so that common words cost nothing.
void VocabularyLoader::choose_anchors() {
  std::vector<uint32_t> uses(made_.stem_ids_.size());
  for (const auto& term : made_.terms_)
    for (const uint32_t id : term.stems) ++uses[id];
  made_.terms_of_.resize(uses.size());
  for (uint32_t i = 0; i < made_.terms_.size(); ++i) {
    const auto& stems = made_.terms_[i].stems;
    const uint32_t anchor = *std::min_element(
        stems.begin(), stems.end(), [&](uint32_t a, uint32_t b) { return uses[a] < uses[b]; });
    made_.terms_of_[anchor].push_back(i);
  }
  for (const auto& [stem, id] : made_.stem_ids_)
    for (const uint32_t term : made_.terms_of_[id])
      if (made_.terms_[term].stems.size() == 1) made_.single_terms_.emplace(stem, term);
}

Vocabulary VocabularyLoader::finish() {
  choose_anchors();
  for (auto& term : made_.terms_)
    std::stable_sort(term.senses.begin(), term.senses.end(),
                     [](const Sense& a, const Sense& b) { return a.confidence > b.confidence; });
  made_.words_.assign(words_.begin(), words_.end());
  made_.lone_words_.assign(lone_words_.begin(), lone_words_.end());
  return std::move(made_);
}

Result<Vocabulary> VocabularyLoader::load(const Sectors& sectors) {
  const std::vector<std::string> columns = {"slug", "confidence", "terms"};
  if (auto read = load_classes(); !read) return std::move(read).failure();
  if (auto read = read_terms("vocabulary.tsv", columns); !read) return std::move(read).failure();
  if (auto read = load_senses(); !read) return std::move(read).failure();
  add_names(sectors);
  return finish();
}

Result<Vocabulary> VocabularyLoader::load_terms(const std::string& table,
                                                const std::vector<std::string>& columns) {
  if (auto read = load_classes(); !read) return std::move(read).failure();
  if (auto read = read_terms(table, columns); !read) return std::move(read).failure();
  return finish();
}

Result<Vocabulary> Vocabulary::load(const std::filesystem::path& dir, const Sectors& sectors,
                                    const StopWords& stop_words) {
  const auto is_slug = [&](const std::string& slug) { return !sectors.resolve(slug).empty(); };
  return VocabularyLoader(dir, is_slug, stop_words).load(sectors);
}

Result<Vocabulary> Vocabulary::load_terms(const std::filesystem::path& dir,
                                          const std::string& table,
                                          const std::vector<std::string>& columns,
                                          const std::function<bool(const std::string&)>& is_slug,
                                          const StopWords& stop_words) {
  return VocabularyLoader(dir, is_slug, stop_words).load_terms(table, columns);
}

}  // namespace filon
