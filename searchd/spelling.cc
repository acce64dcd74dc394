#include "searchd/spelling.h"

#include <algorithm>
#include <bit>
#include <string>

#include "annuaire/text.h"

namespace filon {

std::optional<uint32_t> correct_word(const Image& image, const LetterSets& letters,
                                     std::string_view word) {
  if (word.size() < 4 ||
      std::any_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; }))
    return std::nullopt;
  int limit = word.size() < 8 ? 1 : 2;
  std::optional<uint32_t> best;
  letters.for_each_near(word, limit, [&](uint32_t i) {
    const int distance = edit_distance(word, image.words[i], limit);
    if (distance > limit) return;
    const bool better = !best || distance < limit || image.word_count[i] > image.word_count[*best];
    limit = distance;
    if (better) best = i;
  });
  return best;
}

LetterSets letters_of_words(const Image& image) {
  LetterSets letters;
  for (size_t i = 0; i < image.words.size(); ++i) letters.add(image.words[i]);
  return letters;
}

IndexWords index_words(const Image& image) {
  // A word that more records hold is meant more readily, but less than one of the tables.
  const auto weight = [](uint32_t count) {
    return std::min(80, 40 + 8 * static_cast<int>(std::bit_width(count)));
  };
  return {[&image](std::string_view word) { return image.stems.find(stem(word)).has_value(); },
          [&image, weight](const std::function<void(std::string_view, int)>& visit) {
            for (uint32_t i = 0; i < image.words.size(); ++i)
              visit(image.words[i], weight(image.word_count[i]));
          }};
}

}  // namespace filon
