#include "indexer/matching/likeness.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "annuaire/digits.h"
#include "annuaire/text.h"
#include "indexer/clean.h"

namespace filon {
namespace {

// What each sign is worth, in points of the score. A name alone never reaches least_score; with
// the address it does, and from 73 % likeness on.
constexpr int name_points = 60;
constexpr int address_points = 30, way_points = 20, town_points = 10, near_points = 15;
constexpr int phone_points = 30, domain_points = 25, siren_points = 25;
constexpr int distinctive_points = 18;
// "Esnov" and "Esnov Chantiers" share a house: the one that bears the very name is meant.
constexpr int same_name_lead = 5;
constexpr int other_status_points = -15, other_named_status_points = -30, other_number_points = -30;
// Below this, no address makes two names one: neighbours share addresses.
constexpr double least_name = 0.5;

constexpr double near_km = 0.3, same_place_km = 0.1, neighbour_km = 1.0;
// A word of the town's own name tells two names in that town apart as little as this.
constexpr double place_word_share = 0.2;

struct NameLikeness {
  double value = 0;  ///< 0 to 1
  double rare = 0;   ///< weight of the rare words both have
  Likeness::Name sort = Likeness::Name::Near;
};

// How far one word may stand for the other, 0 to 1.
double word_likeness(std::string_view a, std::string_view b) {
  if (a == b) return 1;
  if (a[0] != b[0] && (a.size() < 6 || b.size() < 6)) return 0;
  if (abbreviates(a, b) || abbreviates(b, a)) return 0.92;
  const size_t shorter = std::min(a.size(), b.size());
  if (shorter < 4 || is_digits(a) || is_digits(b)) return 0;
  const int distance = edit_distance(a, b, shorter >= 8 ? 2 : 1);
  if (distance == 1) return 0.92;
  return distance == 2 && shorter >= 8 ? 0.85 : 0;
}

/// Compares the words of two names, each with at most one of the other, the likest first.
class WordAlignment {
 public:
  WordAlignment(const ComparedName& a, const ComparedName& b, const RowTraits& row,
                const RowTraits& other, const Corpus& corpus)
      : a_(a), b_(b), row_(row), other_(other), corpus_(corpus) {}

  NameLikeness compare() {
    std::vector<bool> taken(b_.words.size());
    for (const WordId word : a_.words) match(word, taken);
    double rest = 0;
    for (size_t j = 0; j < b_.words.size(); ++j)
      if (!taken[j]) rest += weight(b_.words[j]);
    const double whole_a = shared_whole_ + alone_, whole_b = shared_whole_ + rest;
    const double dice = whole_a + whole_b > 0 ? 2 * shared_ / (whole_a + whole_b) : 0;
    const double smaller = std::min(whole_a, whole_b);
    const double part = smaller > 0 ? shared_ / smaller : 0;
    NameLikeness found{dice, rare_, dice > 0.999 ? Likeness::Name::Same : Likeness::Name::Near};
    // "La Ressourcerie du Carnyx" within "A Tout Venant - La Ressourcerie du Carnyx": what is
    // shared must say more than a trade does.
    if (part > 0.9 && rare_ >= corpus_.distinctive() && 0.78 + 0.2 * dice > dice)
      found = {0.78 + 0.2 * dice, rare_, Likeness::Name::Part};
    return found;
  }

 private:
  double weight(WordId word) const {
    const bool of_town = row_.place_words.contains(word) || other_.place_words.contains(word);
    return corpus_.weight(word) * (of_town ? place_word_share : 1);
  }

  void match(WordId word, std::vector<bool>& taken) {
    double best = 0;
    size_t partner = 0;
    for (size_t j = 0; j < b_.words.size(); ++j) {
      if (taken[j]) continue;
      const double alike =
          word == b_.words[j] ? 1 : word_likeness(corpus_.text(word), corpus_.text(b_.words[j]));
      if (alike > best) best = alike, partner = j;
    }
    if (best == 0) {
      alone_ += weight(word);
      return;
    }
    taken[partner] = true;
    // A typing error is a rare word: what the pair is worth is the commoner spelling's.
    const double worth = std::min(weight(word), weight(b_.words[partner]));
    shared_ += best * worth;
    shared_whole_ += worth;
    if (worth >= corpus_.rare()) rare_ += worth;
  }

  const ComparedName &a_, &b_;
  const RowTraits &row_, &other_;
  const Corpus& corpus_;
  double shared_ = 0, shared_whole_ = 0, alone_ = 0, rare_ = 0;
};

bool is_initials_of(const ComparedName& a, const ComparedName& b) {
  return a.words.size() == 1 && a.joined.size() >= 3 && b.words.size() >= 2 &&
         a.joined == b.initials;
}

NameLikeness compare_names(const ComparedName& a, const ComparedName& b, const RowTraits& row,
                           const RowTraits& other, const Corpus& corpus) {
  NameLikeness best = WordAlignment(a, b, row, other, corpus).compare();
  const auto offer = [&](double value, Likeness::Name sort) {
    if (value > best.value) best.value = value, best.sort = sort;
  };
  // "Éthico Fil" and "Ethicofil"
  if (a.joined.size() >= 6 && b.joined.size() >= 6 && edit_distance(a.joined, b.joined, 1) <= 1)
    offer(0.95, Likeness::Name::Near);
  if (is_initials_of(a, b) || is_initials_of(b, a)) offer(0.85, Likeness::Name::Initials);
  return best;
}

NameLikeness compare_names(const RowTraits& a, const RowTraits& b, const Corpus& corpus) {
  NameLikeness best;
  for (const ComparedName& name : a.names)
    for (const ComparedName& other : b.names)
      if (NameLikeness found = compare_names(name, other, a, b, corpus); found.value > best.value)
        best = found;
  return best;
}

// Sets that are both known and have nothing in common.
bool differ(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return !a.empty() && !b.empty() &&
         std::find_first_of(a.begin(), a.end(), b.begin(), b.end()) == a.end();
}

std::vector<std::string> numbers_of(const ComparedName& name, const Corpus& corpus) {
  std::vector<std::string> found;
  for (const WordId word : name.words)
    if (is_digits(corpus.text(word))) found.push_back(corpus.text(word));
  return found;
}

int differences(const RowTraits& a, const RowTraits& b, const Corpus& corpus) {
  int points = 0;
  if (a.statuses && b.statuses && !(a.statuses & b.statuses)) points += other_status_points;
  if (differ(a.names[0].kinds, b.names[0].kinds)) points += other_named_status_points;
  if (differ(numbers_of(a.names[0], corpus), numbers_of(b.names[0], corpus)))
    points += other_number_points;
  return points;
}

bool known_and_same(const std::string& a, const std::string& b) { return !a.empty() && a == b; }

enum class Town { Same, Unknown, Other };

Town compare_towns(const RowTraits& a, const RowTraits& b, double km) {
  if (known_and_same(a.insee_code, b.insee_code) || known_and_same(a.post_code, b.post_code))
    return Town::Same;
  const bool both_known = !(a.insee_code.empty() && a.post_code.empty()) &&
                          !(b.insee_code.empty() && b.post_code.empty());
  if (both_known) return km <= neighbour_km ? Town::Same : Town::Other;
  return known_and_differ(a.departement, b.departement) ? Town::Other : Town::Unknown;
}

}  // namespace

Likeness compare(const RowTraits& a, const RowTraits& b, const Corpus& corpus) {
  Likeness found;
  if (!a.siret.empty() && !b.siret.empty()) return found;  // the rule on SIRETs has judged
  if (known_and_differ(a.siren, b.siren)) return found;
  const double km = a.point && b.point ? distance_km(*a.point, *b.point) : 1e9;
  const Town town = compare_towns(a, b, km);
  if (town == Town::Other) return found;
  found.street = filon::compare(a.street, b.street);
  if (found.street == SameStreet::Other && km > same_place_km) return found;
  const NameLikeness name = compare_names(a, b, corpus);
  if (name.value < least_name) return found;
  found.name = static_cast<int>(std::lround(100 * name.value));
  found.sort = name.sort;
  found.same_town = town == Town::Same;
  found.near_points = km <= near_km;
  found.same_phone = known_and_same(a.phone, b.phone);
  found.same_domain = known_and_same(a.domain, b.domain);
  found.same_siren = known_and_same(a.siren, b.siren);
  found.distinctive = name.rare >= corpus.distinctive() && name.value >= 0.8;
  int score = static_cast<int>(std::lround(name_points * name.value));
  if (found.street == SameStreet::Number) score += address_points;
  if (found.street == SameStreet::Way) score += way_points;
  if (found.street == SameStreet::Unknown && found.same_town)
    score += town_points + (found.distinctive ? distinctive_points : 0);
  if (found.near_points && found.street != SameStreet::Number) score += near_points;
  score += found.same_phone * phone_points + found.same_domain * domain_points +
           found.same_siren * siren_points + differences(a, b, corpus);
  found.score = std::clamp(score, 0, 99);
  found.strength = score + (name.sort == Likeness::Name::Same ? same_name_lead : 0);
  return found;
}

std::string because(const Likeness& likeness) {
  static constexpr std::string_view sorts[] = {"même nom", "noms proches",
                                               "nom contenu dans l'autre", "sigle de l'autre nom"};
  std::string text(sorts[static_cast<size_t>(likeness.sort)]);
  if (likeness.sort != Likeness::Name::Same) text += fmt::format(" ({} %)", likeness.name);
  const auto add = [&](bool holds, std::string_view sign) {
    if (holds) text += fmt::format(", {}", sign);
  };
  add(likeness.street == SameStreet::Number, "même adresse");
  add(likeness.street == SameStreet::Way, "même rue");
  add(likeness.street == SameStreet::Unknown && likeness.same_town, "même commune");
  add(likeness.distinctive && likeness.street == SameStreet::Unknown, "nom rare");
  add(likeness.near_points, "points à moins de 300 m");
  add(likeness.same_phone, "même téléphone");
  add(likeness.same_domain, "même domaine");
  add(likeness.same_siren, "même SIREN");
  return text;
}

}  // namespace filon
