#include <algorithm>
#include <array>

#include "annuaire/text.h"

namespace filon {
namespace {

// What is left of a word after its ending must still tell it from others.
constexpr size_t least_left = 3;

bool ends_with(const std::string& word, std::string_view ending) {
  return word.size() >= ending.size() + least_left && std::string_view(word).ends_with(ending);
}

bool swap_ending(std::string& word, std::string_view ending, std::string_view instead) {
  if (!ends_with(word, ending)) return false;
  word.replace(word.size() - ending.size(), ending.size(), instead);
  return true;
}

// locaux → local, tuyaux → tuyau, jeux → jeu, repas → repa.
void drop_plural(std::string& word) {
  if (swap_ending(word, "eaux", "eau")) return;
  if (word.ends_with("yaux")) return word.pop_back();
  if (swap_ending(word, "aux", "al")) return;
  if (word.size() > least_left && (word.back() == 's' || word.back() == 'x')) word.pop_back();
}

// Feminine and masculine of one word meet; what both become need not be a word.
void drop_gender(std::string& word) {
  struct Ending {
    std::string_view from, to;
  };
  static constexpr std::array<Ending, 11> endings = {{{"trice", "teu"},
                                                      {"teur", "teu"},
                                                      {"euse", "eu"},
                                                      {"eur", "eu"},
                                                      {"elle", "el"},
                                                      {"enne", "en"},
                                                      {"ette", "et"},
                                                      {"ail", "al"},
                                                      {"iau", "ial"},
                                                      {"if", "iv"},
                                                      {"ive", "iv"}}};
  for (const Ending& ending : endings)
    if (swap_ending(word, ending.from, ending.to)) return;
  for (int dropped = 0; dropped < 2 && word.size() > least_left && word.back() == 'e'; ++dropped)
    word.pop_back();
}

}  // namespace

std::string stem(std::string_view folded_word) {
  std::string word(folded_word);
  if (word.size() <= least_left ||
      std::any_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; }))
    return word;
  drop_plural(word);
  drop_gender(word);
  return word;
}

}  // namespace filon
