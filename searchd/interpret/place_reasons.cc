#include "searchd/interpret/place_reasons.h"

#include <unicode/unistr.h>

#include <algorithm>
#include <array>

#include "annuaire/one_of.h"

namespace filon {
namespace {

constexpr int64_t large = 20000;  // people: a smaller town is meant less often than the word

icu::UnicodeString lower(const std::string& text) {
  return icu::UnicodeString::fromUTF8(text).toLower();
}

bool has_accents(const icu::UnicodeString& text) {
  for (int32_t i = 0; i < text.length(); ++i)
    if (text[i] > 0x7f && text[i] != 0x2019) return true;
  return false;
}

bool has_name(const PlaceMention& mention, const icu::UnicodeString& name,
              const Territories& territories) {
  return std::any_of(mention.meanings.begin(), mention.meanings.end(),
                     [&](const auto& m) { return lower(territories[m.places[0]].name) == name; });
}

}  // namespace

bool PlaceReasons::accept(const std::string& key, const PlaceMention& mention) const {
  size_t other = 0;
  for (size_t i = mention.first; i < mention.past; ++i) other = std::max(other, weight_[i]);
  const size_t own = tokens_.content(mention.first, mention.past);
  if (own == 0) return false;
  // A longer term holds the words ("bois de chauffage" is not the town of Bois).
  if (other > own) return false;
  if (lexicon_.is_verb(key) && !beside_code(mention)) return false;
  const bool listed = lexicon_.is_word(key);
  const bool is_word = other == own || listed || (key.size() < 4 && !lexicon_.is_alias(key));
  if (!is_word || has_reason(mention)) return true;
  if (is_spelt_otherwise(mention)) return false;
  if (!listed && is_spelt_as_place(mention)) return true;
  return (lexicon_.is_town(key) || (!listed && is_large(mention))) && ends_a_need(mention);
}

// What says that a word is a place.
bool PlaceReasons::has_reason(const PlaceMention& mention) const {
  if (mention.at || mention.around) return true;
  if (mention.with_article && is_departement(mention))
    return !(mention.past < tokens_.size() && tokens_[mention.past].number);
  return beside_code(mention) || after_its_town(mention);
}

bool PlaceReasons::is_departement(const PlaceMention& mention) const {
  return std::any_of(mention.meanings.begin(), mention.meanings.end(), [&](const auto& m) {
    return m.places.size() == 1 && territories_[m.places[0]].kind != TerritoryKind::Commune;
  });
}

// "Orange 84", "84100 Orange", "Orange (84)".
bool PlaceReasons::beside_code(const PlaceMention& mention) const {
  const auto names = [&](std::string_view word) {
    if (word.size() != 2 && word.size() != 3 && word.size() != 5) return false;
    std::string code(word);
    if (code[0] == '2' && (code[1] == 'a' || code[1] == 'b'))
      code[1] = static_cast<char>(code[1] - 32);
    return std::any_of(mention.meanings.begin(), mention.meanings.end(), [&](const auto& m) {
      const Territory& place = territories_[m.places[0]];
      const auto& codes = place.post_codes;
      const auto& parent = place.parents.departement;
      return std::find(codes.begin(), codes.end(), code) != codes.end() ||
             (parent && territories_[*parent].code == code);
    });
  };
  return names(text(mention.past)) || names(before(mention.first, 1)) ||
         (mention.first >= 2 && names(before(mention.first, 2)));
}

// "Saint-Denis Réunion", "Guéret Creuse": the word is the département of the town before it.
bool PlaceReasons::after_its_town(const PlaceMention& mention) const {
  if (found_.places.empty() || tokens_.content(found_.places.back().past, mention.first) > 0)
    return false;
  const auto& towns = found_.places.back().meanings;
  return std::any_of(mention.meanings.begin(), mention.meanings.end(), [&](const auto& m) {
    return territories_[m.places[0]].kind != TerritoryKind::Commune &&
           std::any_of(towns.begin(), towns.end(), [&](const PlaceMeaning& town) {
             return territories_.contains(m.places[0], town.places[0]);
           });
  });
}

// Accents tell the town of Mâcon from a maçon, where they are typed.
bool PlaceReasons::is_spelt_as_place(const PlaceMention& mention) const {
  const auto typed = lower(tokens_.evidence(mention.first, mention.past).text);
  return has_accents(typed) && has_name(mention, typed, territories_);
}
bool PlaceReasons::is_spelt_otherwise(const PlaceMention& mention) const {
  const auto typed = lower(tokens_.evidence(mention.first, mention.past).text);
  return has_accents(typed) && !has_name(mention, typed, territories_);
}

bool PlaceReasons::is_large(const PlaceMention& mention) const {
  return std::any_of(mention.meanings.begin(), mention.meanings.end(), [&](const auto& m) {
    return m.rank == NameRank::Name && territories_[m.places[0]].population >= large;
  });
}

// "plombier Sens": nothing follows in the clause, and something else was asked for before.
bool PlaceReasons::ends_a_need(const PlaceMention& mention) const {
  const bool last = mention.past == tokens_.size() || tokens_[mention.past].broken;
  if (!last || mention.first == 0 || tokens_[mention.first - 1].link) return false;
  const auto first = weight_.begin() + static_cast<ptrdiff_t>(mention.first);
  return std::any_of(weight_.begin(), first, [](size_t weight) { return weight > 0; });
}

void PlaceReasons::see_preposition(const std::string& key, PlaceMention& mention) const {
  size_t i = mention.first;
  if (text(i) == "au" || text(i) == "aux") mention.at = true;
  static constexpr std::array<std::string_view, 4> articles = {"le", "la", "les", "l"};
  if (key.starts_with("le ") && text(i) != "au") mention.with_article = text(i) == "du";
  if (i > 0 && is_one_of(text(i - 1), articles) && !tokens_[i].broken)
    mention.with_article = true, --i;
  const std::string_view one = before(i, 1), two = before(i, 2);
  const bool of = one == "de" || one == "d" || one == "du" || one == "des";
  const std::string_view noun = of ? two : one;
  static constexpr std::array<std::string_view, 9> surroundings = {
      "autour", "pres",      "proche",     "environs", "alentours",
      "cote",   "proximite", "peripherie", "abords"};
  static constexpr std::array<std::string_view, 10> towns = {
      "ville",   "commune", "mairie", "agglo", "agglomeration",
      "secteur", "bassin",  "canton", "cote",  "village"};
  if (is_one_of(noun, surroundings)) {
    mention.around = true;
    mention.from = of ? i - 2 : i - 1;
    while (mention.from > 0 && tokens_[mention.from - 1].link) --mention.from;
    return;
  }
  mention.at |= one == "a" || (one == "sur" && !tokens_[mention.first].link) || one == "vers" ||
                (of && is_one_of(two, towns)) || is_one_of(one, towns);
  if (one == "secteur" && is_departement(mention)) mention.at = false;  // "secteur Nord" of a town
  if (of && two == "departement") mention.with_article = true;
  if (one == "departement" || (one == "en" && is_departement(mention))) mention.with_article = true;
  mention.from = i;
  if (one == "a" || one == "sur" || one == "dans" || one == "en" || one == "vers" || of)
    mention.from = i - 1;
}

}  // namespace filon
