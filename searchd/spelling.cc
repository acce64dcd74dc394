#include "searchd/spelling.h"

#include <algorithm>
#include <string>

#include "annuaire/text.h"

namespace filon {

std::optional<uint32_t> correct_word(const Image& image, std::string_view word) {
  if (word.size() < 4 ||
      std::any_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; }))
    return std::nullopt;
  int limit = word.size() < 8 ? 1 : 2;
  std::optional<uint32_t> best;
  for (uint32_t i = 0; i < image.words.size(); ++i) {
    const int distance = edit_distance(word, image.words[i], limit);
    if (distance > limit) continue;
    const bool better = !best || distance < limit || image.word_count[i] > image.word_count[*best];
    limit = distance;
    if (better) best = i;
  }
  return best;
}

}  // namespace filon
