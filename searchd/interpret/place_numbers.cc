#include "searchd/interpret/place_numbers.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "annuaire/one_of.h"

namespace filon {
namespace {

constexpr int least_km = 1, most_km = 500;
constexpr int most_arrondissements = 20;  // Paris

bool names_distance(std::string_view word) {
  static constexpr std::array<std::string_view, 5> units = {"km", "kms", "kilometre", "kilometres",
                                                            "kilometer"};
  return is_one_of(word, units);
}

// What is counted, when a number of two or five digits stands before it.
bool is_unit(std::string_view word) {
  static constexpr std::array<std::string_view, 44> units = {
      "m2",        "m",       "m3",     "ha",          "h",         "heures",   "heure",
      "euros",     "eur",     "e",      "k",           "ml",        "kg",       "g",
      "tonnes",    "t",       "litres", "l",           "personnes", "convives", "couverts",
      "repas",     "agents",  "postes", "exemplaires", "ex",        "plis",     "jours",
      "jour",      "mois",    "ans",    "an",          "semaines",  "fois",     "lots",
      "flux",      "velos",   "sites",  "enfants",     "unites",    "pieces",   "ordinateurs",
      "vehicules", "pourcent"};
  return is_one_of(word, units);
}

bool is_month(std::string_view word) {
  static constexpr std::array<std::string_view, 12> months = {
      "janvier", "fevrier", "mars",      "avril",   "mai",      "juin",
      "juillet", "aout",    "septembre", "octobre", "novembre", "decembre"};
  return is_one_of(word, months);
}

// Words a number is the number of: "lot 12", "article 13".
bool is_counter(std::string_view word) {
  static constexpr std::array<std::string_view, 16> counters = {
      "lot",   "lots",    "article", "art", "n",   "no",    "numero", "marche",
      "phase", "tranche", "norme",   "iso", "bio", "covid", "page",   "bac"};
  return is_one_of(word, counters);
}

bool says_departement(std::string_view word) {
  static constexpr std::array<std::string_view, 8> words = {
      "departement", "departements", "dept", "dpt", "dep", "dt", "depts", "dpts"};
  return is_one_of(word, words);
}

bool has_arrondissements(const Territory& place) {
  return place.kind == TerritoryKind::Commune &&
         (place.code == "75056" || place.code == "69123" || place.code == "13055");
}

}  // namespace

std::optional<DistanceMention> PlaceNumbers::find_distance() const {
  for (size_t i = 0; i < tokens_.size(); ++i) {
    const std::string& word = tokens_[i].text;
    int km = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), km);
    if (error != std::errc{} || km < least_km || km > most_km) continue;
    const std::string_view unit(end, static_cast<size_t>(word.data() + word.size() - end));
    const bool together = names_distance(unit);
    if (!together && !(unit.empty() && names_distance(text(i + 1)))) continue;
    DistanceMention distance{i, i + (together ? 1u : 2u), km};
    widen(distance);
    return distance;
  }
  return std::nullopt;
}

// "dans un rayon de 30 km", "à moins de 20 km", "20 km à la ronde".
void PlaceNumbers::widen(DistanceMention& distance) const {
  static constexpr std::array<std::string_view, 10> leading = {
      "rayon", "de", "un", "dans", "a", "moins", "environ", "perimetre", "maximum", "max"};
  static constexpr std::array<std::string_view, 6> trailing = {"a",       "la",  "ronde",
                                                               "maximum", "max", "environ"};
  while (distance.first > 0 && is_one_of(text(distance.first - 1), leading)) --distance.first;
  size_t past = distance.past;
  while (past < tokens_.size() && is_one_of(text(past), trailing)) ++past;
  // "20 km à Dijon": the "à" is the town's.
  if (past > distance.past && (text(past - 1) == "ronde" || text(past - 1).starts_with("max")))
    distance.past = past;
}

std::optional<PlaceMention> PlaceNumbers::post_code(size_t i) const {
  const Token& token = tokens_[i];
  if (!token.number || token.text.size() != 5 || is_unit(text(i + 1))) return std::nullopt;
  PlaceMention mention{i, i + 1, i, {}};
  mention.post_code = true;
  for (const PlaceId commune : territories_.communes_of_post_code(token.text))
    mention.meanings.push_back({{commune}, NameRank::Name, ""});
  if (mention.meanings.empty()) {
    const auto departement = territories_.departement_of_post_code(token.text);
    if (!departement) return std::nullopt;
    mention.meanings.push_back({{*departement},
                                NameRank::Former,
                                "code postal inconnu (CEDEX ?) : le département est pris"});
  }
  // "50000 plis" is a quantity: a thing follows that no comma parts from it.
  const bool round = token.text.ends_with("000");
  if (round && i + 1 < tokens_.size() && !tokens_[i + 1].broken && weight_[i + 1] > 0 &&
      !tokens_[i + 1].link && before(i, 1) != "a")
    return std::nullopt;
  return mention;
}

std::optional<PlaceMention> PlaceNumbers::departement(size_t i) const {
  std::string code = tokens_[i].text;
  if (code == "2a" || code == "2b") code[1] = static_cast<char>(code[1] - 32);
  const bool corsican = code == "2A" || code == "2B";
  if (!corsican && !(tokens_[i].number && (code.size() == 2 || code.size() == 3)))
    return std::nullopt;
  if (is_unit(text(i + 1)) || is_month(text(i + 1))) return std::nullopt;
  const auto departement = territories_.find(TerritoryKind::Departement, code);
  if (!departement || territories_[*departement].code != code || !is_asked(i, code))
    return std::nullopt;
  size_t first = i;
  while (first > 0 && (says_departement(text(first - 1)) || text(first - 1) == "le" ||
                       text(first - 1) == "dans"))
    --first;
  PlaceMention mention{i, i + 1, first, {{{*departement}, NameRank::Name, ""}}};
  mention.with_article = true;
  return mention;
}

// Whether the number of a département stands where one is said.
bool PlaceNumbers::is_asked(size_t i, const std::string& code) const {
  const std::string_view one = before(i, 1), two = before(i, 2);
  const bool corsican = code == "2A" || code == "2B";
  const bool article = one == "le" || one == "du" || (one == "en" && code.size() == 2);
  const bool after_word =
      i > 0 && !tokens_[i - 1].link && !tokens_[i - 1].number && !is_counter(one);
  const bool last = i + 1 == tokens_.size() || tokens_[i + 1].broken || joins(i + 1);
  const bool listed = !found_.places.empty() && found_.places.back().past + 1 >= i &&
                      (one == "et" || one == "ou" || tokens_[i].broken);
  const bool alone = last && (after_word || i == 0 || tokens_[i].broken);
  return says_departement(one) || says_departement(two) || listed || alone ||
         (article && (last || corsican));
}

bool PlaceNumbers::joins(size_t i) const {
  static constexpr std::array<std::string_view, 8> joining = {"et", "ou",   "pour", "avec",
                                                              "en", "dans", "par",  "qui"};
  return is_one_of(text(i), joining);
}

size_t PlaceNumbers::past_arrondissement(size_t i) const {
  if (found_.places.empty() || found_.places.back().past != i || i >= tokens_.size()) return i;
  const auto& meanings = found_.places.back().meanings;
  if (std::none_of(meanings.begin(), meanings.end(), [&](const PlaceMeaning& m) {
        return has_arrondissements(territories_[m.places[0]]);
      }))
    return i;
  const std::string& word = tokens_[i].text;
  int number = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
  if (error != std::errc{} || number < 1 || number > most_arrondissements) return i;
  static constexpr std::array<std::string_view, 6> ordinals = {"", "e", "er", "eme", "ieme", "ime"};
  const std::string_view ordinal(end, static_cast<size_t>(word.data() + word.size() - end));
  if (!is_one_of(ordinal, ordinals) || is_unit(text(i + 1)) || names_distance(text(i + 1)))
    return i;
  return text(i + 1).starts_with("arr") ? i + 2 : i + 1;
}

}  // namespace filon
