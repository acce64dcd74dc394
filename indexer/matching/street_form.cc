#include "indexer/matching/street_form.h"

#include <algorithm>
#include <array>

#include "annuaire/one_of.h"
#include "annuaire/text.h"
#include "indexer/clean.h"
#include "indexer/matching/abbreviation.h"
#include "indexer/matching/name_form.h"

namespace filon {
namespace {

// Types of ways, places and doors: they are written in too many ways to tell streets apart.
bool says_nothing(std::string_view word) {
  static constexpr auto words = std::to_array<std::string_view>(
      {"rue",        "r",           "avenue",   "av",        "ave",
       "boulevard",  "bd",          "bld",      "blvd",      "bvd",
       "boul",       "place",       "pl",       "plc",       "chemin",
       "che",        "chem",        "ch",       "route",     "rte",
       "impasse",    "imp",         "allee",    "allees",    "all",
       "quai",       "qu",          "cours",    "crs",       "square",
       "sq",         "faubourg",    "fg",       "fbg",       "residence",
       "res",        "lieu",        "dit",      "lieudit",   "ld",
       "zone",       "za",          "zi",       "zac",       "zae",
       "zup",        "parc",        "activite", "activites", "industrielle",
       "artisanale", "commerciale", "espace",   "batiment",  "bat",
       "immeuble",   "imm",         "etage",    "porte",     "esc",
       "escalier",   "hall",        "bis",      "ter",       "quater",
       "voie",       "passage",     "pass",     "sentier",   "montee",
       "cedex",      "de",          "du",       "des",       "la",
       "le",         "les",         "l",        "d",         "et",
       "en",         "a",           "au",       "aux",       "sur",
       "chez",       "fictif",      "b",        "c",         "e",
       "f",          "g",           "n",        "numero",    "no"});
  return is_one_of(word, words);
}

bool is_box(std::string_view word) {
  static constexpr auto boxes = std::to_array<std::string_view>({"bp", "cs", "tsa", "cp"});
  return is_one_of(word, boxes);
}

constexpr auto abbreviations = std::to_array<Abbreviation>({
    {"st", "saint"},
    {"ste", "sainte"},
    {"gal", "general"},
    {"gen", "general"},
    {"dr", "docteur"},
    {"mal", "marechal"},
    {"cdt", "commandant"},
    {"cne", "capitaine"},
    {"cap", "capitaine"},
    {"pdt", "president"},
    {"pr", "professeur"},
    {"prof", "professeur"},
    {"lt", "lieutenant"},
    {"col", "colonel"},
    {"fr", "frere"},
    {"nd", "notre dame"},
});

bool is_number(std::string_view word) {
  return !word.empty() && word[0] >= '0' && word[0] <= '9' && word.size() <= 5;
}

// "12bis" and "12" are one door for our purpose.
std::string digits_of(std::string_view word) {
  return std::string(word.substr(0, word.find_first_not_of("0123456789")));
}

}  // namespace

StreetForm street_form(std::string_view street) {
  StreetForm form;
  bool in_box = false;
  for (std::string& word : split_values(fold(street), " ")) {
    if (is_box(word)) {
      in_box = true;
      continue;
    }
    if (is_number(word)) {
      // A number after the way's name is part of it ("rue du 8 mai"), unless none came before.
      if (!in_box && (form.number.empty() && form.words.empty()))
        form.number = digits_of(word);
      else if (!in_box)
        form.words.push_back(digits_of(word));
      continue;
    }
    in_box = false;
    for (const Abbreviation& abbreviation : abbreviations)
      if (abbreviation.shown == word) word = abbreviation.word;
    if (!says_nothing(word)) form.words.push_back(std::move(word));
  }
  return form;
}

bool nearly_same_word(std::string_view a, std::string_view b) {
  if (a == b) return true;
  const size_t shorter = std::min(a.size(), b.size());
  if (abbreviates(a, b) || abbreviates(b, a)) return true;
  if (shorter < 4 || is_number(a) || is_number(b)) return false;
  const int allowed = shorter >= 8 ? 2 : 1;
  return edit_distance(a, b, allowed) <= allowed;
}

SameStreet compare(const StreetForm& a, const StreetForm& b) {
  if (a.empty() || b.empty()) return SameStreet::Unknown;
  const StreetForm& fewer = a.words.size() <= b.words.size() ? a : b;
  const StreetForm& more = &fewer == &a ? b : a;
  size_t met = 0, letters = 0;
  for (const std::string& word : fewer.words)
    if (std::any_of(more.words.begin(), more.words.end(),
                    [&](const std::string& other) { return nearly_same_word(word, other); })) {
      ++met;
      letters += is_number(word) ? 0 : word.size();
    }
  if (letters < 3 || 2 * met <= fewer.words.size()) return SameStreet::Other;
  return a.number == b.number ? SameStreet::Number : SameStreet::Way;
}

}  // namespace filon
