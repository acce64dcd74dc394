#include "annuaire/completions.h"

#include <algorithm>

#include "annuaire/near_words.h"
#include "annuaire/text.h"

namespace filon {
namespace {

size_t texts_in(const Completions& completions, const TypedWord& typed) {
  size_t texts = 0;
  for (const WordRange& range : typed.ranges)
    texts +=
        completions.texts_of_word.starts[range.end] - completions.texts_of_word.starts[range.begin];
  return texts;
}

const WordRange* range_with(const TypedWord& typed, uint32_t word) {
  const auto after = std::partition_point(typed.ranges.begin(), typed.ranges.end(),
                                          [&](const WordRange& r) { return r.end <= word; });
  return after != typed.ranges.end() && after->begin <= word ? &*after : nullptr;
}

// How far a typed word is from the nearest of a text's words it may begin; none when there is none.
// With a typo, a word that is all typed is likelier than a longer one: "emaus" is Emmaüs.
std::optional<int> distance_to(const Completions& completions, const TypedWord& typed,
                               std::span<const uint32_t> words) {
  std::optional<int> least;
  for (const uint32_t word : words) {
    const WordRange* const range = range_with(typed, word);
    if (!range) continue;
    const auto typos = static_cast<size_t>(range->typos);
    const bool goes_on = completions.words[word].size() > typed.letters + typos;
    const int distance = typos == 0 ? 0 : 2 * range->typos + (goes_on ? 1 : 0);
    if (!least || distance < *least) least = distance;
  }
  return least;
}

Fit fit_of(std::span<const TypedWord> typed, std::span<const uint32_t> words) {
  if (words.size() < typed.size()) return Fit::Words;
  bool whole = words.size() == typed.size();
  for (size_t i = 0; i < typed.size(); ++i) {
    if (!range_with(typed[i], words[i])) return Fit::Words;
    whole &= typed[i].whole == words[i];
  }
  return whole ? Fit::Whole : Fit::Start;
}

// A text comes up once for each of its words the typed word may begin; the first one counts.
bool is_first_of(uint32_t word, const TypedWord& typed, std::span<const uint32_t> words) {
  const auto first = std::find_if(words.begin(), words.end(),
                                  [&](uint32_t w) { return range_with(typed, w) != nullptr; });
  return first != words.end() && *first == word;
}

TypedWord begun_by(const StringList& words, std::string_view typed) {
  TypedWord word{{}, std::nullopt, typed.size()};
  const WordRange begun = words_beginning_with(words, typed);
  if (begun.begin == begun.end) return word;
  word.ranges.push_back(begun);
  if (words[begun.begin] == typed) word.whole = begun.begin;
  return word;
}

std::optional<Completion> read(const Completions& completions, std::span<const TypedWord> typed,
                               uint32_t text) {
  const auto words = completions.words_of_text[text];
  Completion found{text, completions.item_of_text[text], static_cast<uint32_t>(words.size()), 0,
                   Fit::Words};
  for (const TypedWord& word : typed) {
    const auto distance = distance_to(completions, word, words);
    if (!distance) return std::nullopt;
    found.distance += *distance;
  }
  found.fit = fit_of(typed, words);
  return found;
}

}  // namespace

std::vector<std::string> completion_words(std::string_view text) {
  std::vector<std::string> all, telling;
  for (Word& word : words(text)) {
    if (!is_link_word(word.text)) telling.push_back(word.text);
    all.push_back(std::move(word.text));
  }
  return telling.empty() ? all : telling;
}

std::vector<TypedWord> look_up(const Completions& completions, std::span<const std::string> typed,
                               Typos typos) {
  std::vector<TypedWord> found;
  bool all_exact = true;
  for (const std::string& word : typed) {
    found.push_back(begun_by(completions.words, word));
    if (!found.back().ranges.empty()) continue;
    if (typos == Typos::Refused || word.size() < 3) return {};
    all_exact = false;
  }
  for (size_t i = 0; !all_exact && i < typed.size(); ++i) {
    if (!found[i].ranges.empty()) continue;
    found[i].ranges = words_begun_nearly(completions.words, typed[i], typed[i].size() < 8 ? 1 : 2);
    if (found[i].ranges.empty()) return {};
  }
  return found;
}

void complete(const Completions& completions, std::span<const TypedWord> typed,
              const std::function<void(const Completion&)>& visit) {
  const auto rarest =
      std::min_element(typed.begin(), typed.end(), [&](const TypedWord& a, const TypedWord& b) {
        return texts_in(completions, a) < texts_in(completions, b);
      });
  if (rarest == typed.end()) return;
  for (const WordRange& range : rarest->ranges)
    for (uint32_t word = range.begin; word < range.end; ++word)
      for (const uint32_t text : completions.texts_of_word[word])
        if (is_first_of(word, *rarest, completions.words_of_text[text]))
          if (const auto found = read(completions, typed, text)) visit(*found);
}

}  // namespace filon
