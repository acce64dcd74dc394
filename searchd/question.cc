#include "searchd/question.h"

#include <algorithm>

#include "annuaire/text.h"
#include "searchd/snapshot.h"
#include "searchd/spelling.h"
#include "searchd/tables.h"

namespace filon {
namespace {

bool all_digits(const std::string& text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// Takes runs of digit groups that make nine or fourteen digits together ("775 671 878 01203")
// out of the words.
std::vector<IdentifierReading> take_identifiers(std::vector<Word>& words,
                                                const std::vector<std::string>& ignored) {
  std::vector<IdentifierReading> found;
  for (size_t first = 0; first < words.size(); ++first) {
    std::string digits;
    for (size_t last = first; last < words.size() && all_digits(words[last].text); ++last) {
      digits += words[last].text;
      if (digits.size() != 9 && digits.size() != 14) continue;
      const bool longer = last + 1 < words.size() && all_digits(words[last + 1].text);
      const std::string id = "identifier:" + digits;
      if (longer || std::find(ignored.begin(), ignored.end(), id) != ignored.end()) continue;
      found.push_back({id, digits, {{digits, words[first].start, words[last].end}}});
      words.erase(words.begin() + static_cast<ptrdiff_t>(first),
                  words.begin() + static_cast<ptrdiff_t>(last) + 1);
      --first;
      break;
    }
  }
  return found;
}

void leave_stop_words_out(std::vector<Word>& words, const Tables& tables) {
  const auto is_stop = [&](const Word& word) { return tables.stop_words.count(word.text) > 0; };
  if (!std::all_of(words.begin(), words.end(), is_stop))
    words.erase(std::remove_if(words.begin(), words.end(), is_stop), words.end());
}

AskedWord look_up(const std::string& word, const Image& image, Question& question) {
  AskedWord asked{word, image.stems.find(stem(word))};
  if (asked.stem) return asked;
  if (const auto corrected = correct_word(image, word)) {
    asked = {std::string(image.words[*corrected]), image.word_stem[*corrected]};
    question.corrections.push_back({word, asked.text});
  }
  return asked;
}

}  // namespace

Question read_question(const SearchRequest& request, const Tables& tables,
                       const Snapshot& snapshot) {
  Question question;
  std::vector<Word> words = filon::words(request.q);
  if (request.interpret) question.identifiers = take_identifiers(words, request.ignore);
  for (const Word& word : words) {
    if (!question.rest.empty()) question.rest += ' ';
    question.rest += word.text;
  }
  leave_stop_words_out(words, tables);
  for (const Word& word : words) {
    const bool known = std::any_of(question.words.begin(), question.words.end(),
                                   [&](const AskedWord& asked) { return asked.text == word.text; });
    if (!known) question.words.push_back(look_up(word.text, *snapshot.image, question));
  }
  return question;
}

}  // namespace filon
