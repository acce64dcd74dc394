#include "indexer/house_words.h"

#include <algorithm>

#include "annuaire/tsv.h"
#include "indexer/clean.h"

namespace filon {
namespace {

std::vector<std::string> texts_of(std::span<const Word> words) {
  std::vector<std::string> texts;
  for (const Word& word : words) texts.push_back(word.text);
  return texts;
}

bool begins_with(std::span<const Word> words, const std::vector<std::string>& phrase) {
  return words.size() >= phrase.size() &&
         std::equal(phrase.begin(), phrase.end(), words.begin(),
                    [](const std::string& text, const Word& word) { return text == word.text; });
}

}  // namespace

Result<HouseWords> HouseWords::load(const std::filesystem::path& dir) {
  const auto file = dir / "house_words.tsv";
  const auto table = read_tsv(file, {"words", "note"});
  if (!table) return fail(table.error());
  HouseWords made;
  for (const Tsv::Row& row : table->rows)
    for (const std::string& text : split_values(row.cells[0], "|")) {
      std::vector<std::string> phrase = texts_of(words(text));
      if (phrase.empty())
        return fail(ErrorCode::Invalid, "{}:{}: '{}' has no word", file.string(), row.line, text);
      made.phrases_[phrase.front()].push_back(std::move(phrase));
    }
  return made;
}

void HouseWords::mark(std::span<const Word> name, std::vector<bool>& said) const {
  for (size_t i = 0; i < name.size(); ++i) {
    const auto found = phrases_.find(name[i].text);
    if (found == phrases_.end()) continue;
    for (const auto& phrase : found->second)
      if (begins_with(name.subspan(i), phrase))
        std::fill_n(said.begin() + static_cast<std::ptrdiff_t>(i), phrase.size(), true);
  }
}

void mark_place_words(std::span<const Word> name, std::string_view place, std::vector<bool>& said) {
  const std::vector<Word> of_place = words(place);
  for (size_t i = 0; i < name.size(); ++i)
    if (std::any_of(of_place.begin(), of_place.end(),
                    [&](const Word& word) { return word.text == name[i].text; }))
      said[i] = true;
}

}  // namespace filon
