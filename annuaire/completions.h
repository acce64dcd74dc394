#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "annuaire/lists.h"

namespace filon {

/// Texts that complete what someone types, each naming an item: a document, a row of a table. Views
/// over the image or over a CompletionTable; nothing here depends on which.
struct Completions {
  StringList words;               ///< sorted
  Lists<uint32_t> texts_of_word;  ///< rising
  Lists<uint32_t> words_of_text;  ///< as they stand in the text
  std::span<const uint32_t> item_of_text;
};

/// The words texts are compared by: folded, without elisions, and without link words unless there
/// are no others ("Les Jardins d'Envie" is jardins, envie).
std::vector<std::string> completion_words(std::string_view text);

/// Consecutive words of a list, and how many typos away they are.
struct WordRange {
  uint32_t begin = 0, end = 0;
  int typos = 0;
};

/// A typed word and the words it may begin.
struct TypedWord {
  std::vector<WordRange> ranges;  ///< rising, apart
  std::optional<uint32_t> whole;  ///< the word that is all of it
  size_t letters = 0;
};

enum class Typos { Refused, Allowed };

/// Looks typed words up: for each the words it begins; where there are none and typos are allowed,
/// those within one typo (two from eight letters on) of a beginning: under three letters all is
/// near. Empty when some word has none, as no text can fit then.
std::vector<TypedWord> look_up(const Completions& completions, std::span<const std::string> typed,
                               Typos typos);

/// How a text fits what was typed, best first.
enum class Fit : uint8_t {
  Whole,  ///< it is what was typed
  Start,  ///< it begins with it
  Words,  ///< each typed word begins one of its words
};

struct Completion {
  uint32_t text = 0;
  uint32_t item = 0;
  uint32_t words = 0;  ///< of the text
  int distance = 0;    ///< 0 without typos; else two for each, one more for a word that goes on
  Fit fit = Fit::Words;
};

/// Calls visit for each text that has a word for every typed word, once, in no useful order.
void complete(const Completions& completions, std::span<const TypedWord> typed,
              const std::function<void(const Completion&)>& visit);

}  // namespace filon
