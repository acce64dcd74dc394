#include "indexer/address_text.h"

#include <algorithm>
#include <array>
#include <vector>

#include "annuaire/digits.h"
#include "annuaire/text.h"
#include "indexer/clean.h"

namespace filon {
namespace {

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
// Bytes of accented letters count as letters: they stand inside words.
bool is_letter(char c) {
  return is_upper(c) || is_lower(c) || static_cast<unsigned char>(c) >= 0x80;
}

std::string without_ends(std::string_view text) {
  std::string line = clean_line(text);
  while (!line.empty() && (line.back() == ',' || line.back() == '-' || line.back() == ' ' ||
                           line.back() == '.' || line.back() == ';'))
    line.pop_back();
  while (!line.empty() && (line.front() == ',' || line.front() == '-' || line.front() == ' '))
    line.erase(0, 1);
  return line;
}

// Five digits that stand alone, at this place.
bool is_post_code_at(std::string_view text, size_t at) {
  if (at + 5 > text.size() || (at > 0 && is_digit(text[at - 1]))) return false;
  if (!std::all_of(text.begin() + static_cast<long>(at), text.begin() + static_cast<long>(at) + 5,
                   is_digit))
    return false;
  return at + 5 == text.size() || !is_digit(text[at + 5]);
}

constexpr auto address_words = std::to_array<std::string_view>(
    {"rue",         "avenue",    "av",       "bd",      "boulevard", "place",   "pl",
     "chemin",      "ch",        "route",    "rte",     "allee",     "allees",  "impasse",
     "imp",         "quai",      "cours",    "square",  "passage",   "lieu",    "lieudit",
     "za",          "zi",        "zac",      "zone",    "bp",        "cs",      "bat",
     "batiment",    "residence", "immeuble", "parc",    "centre",    "espace",  "quartier",
     "esplanade",   "hameau",    "voie",     "domaine", "ferme",     "maison",  "site",
     "porte",       "etage",     "appt",     "hall",    "tour",      "village", "faubourg",
     "lotissement", "ancienne",  "pole",     "rond"});

bool is_address_word(std::string_view word) {
  const std::string folded = fold(word);
  return std::find(address_words.begin(), address_words.end(), folded) != address_words.end();
}

std::string_view word_at(std::string_view text, size_t at) {
  size_t end = at;
  while (end < text.size() && is_letter(text[end])) ++end;
  return text.substr(at, end - at);
}

// "12 RUE", "12BIS AVENUE", "12, rue": a number of a street at this place.
bool is_street_number_at(std::string_view text, size_t at) {
  size_t end = at;
  while (end < text.size() && is_digit(text[end])) ++end;
  if (end - at > 4) return false;
  if (const std::string suffix = fold(word_at(text, end)); suffix == "bis" || suffix == "ter")
    end += suffix.size();
  const size_t word = text.find_first_not_of(" ,", end);
  return word != std::string_view::npos && word > end && is_address_word(word_at(text, word));
}

// Whether a new line of the address begins here, stuck to the sign before.
bool is_glued_at(std::string_view text, size_t at) {
  const char before = text[at - 1], here = text[at];
  if (!is_letter(before) && !is_digit(before)) return false;
  if (is_digit(here)) return is_letter(before) && is_street_number_at(text, at);
  if (!is_upper(here)) return false;
  const std::string_view word = word_at(text, at);
  const bool ends_well = at + word.size() == text.size() || text[at + word.size()] == ' ' ||
                         text[at + word.size()] == '.';
  if (is_digit(before)) return word.size() > 1 && ends_well && is_address_word(word);
  return is_lower(before) && ends_well && is_address_word(word);
}

}  // namespace

AddressText split_address(std::string_view text) {
  size_t found = std::string_view::npos;
  for (size_t at = 0; at + 5 <= text.size(); ++at)
    if (is_post_code_at(text, at)) found = at;
  if (found == std::string_view::npos) return {without_ends(text), "", ""};
  AddressText address;
  address.street = without_ends(text.substr(0, found));
  address.post_code = std::string(text.substr(found, 5));
  // The city ends with its line: opening hours and the like come after.
  std::string_view rest = text.substr(found + 5);
  while (!rest.empty() && (rest.front() == ' ' || rest.front() == ',' || rest.front() == '-'))
    rest.remove_prefix(1);
  address.city = without_ends(rest.substr(0, rest.find_first_of("\n,;(")));
  if (address.city.empty() && !address.street.empty() && rest.empty()) {
    // "Calais 62100"
    const size_t comma = address.street.rfind(',');
    if (comma != std::string::npos) {
      address.city = without_ends(address.street.substr(comma + 1));
      address.street = without_ends(address.street.substr(0, comma));
    }
  }
  return address;
}

std::string unglue_address(std::string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    if (i > 0 && is_glued_at(text, i)) out += ", ";
    out += text[i];
  }
  return out;
}

}  // namespace filon
