#pragma once

#include <string>

#include "indexer/matching/corpus.h"

namespace filon {

/// From here on two rows are taken for one site.
inline constexpr int least_score = 74;
/// From here on someone should look: they may be one, and stay two.
inline constexpr int least_suspicion = 62;
/// A second candidate whose strength is as near as this to the best's makes neither sure.
inline constexpr int least_lead = 6;

/// How alike two rows are, and why.
struct Likeness {
  int score = 0;     ///< percent, at most 99: 100 is for what needs no judgement
  int strength = 0;  ///< all the signs added up, past 99 too: tells the best of several apart
  int name = 0;      ///< percent, of the names alone
  enum class Name { Same, Near, Part, Initials } sort = Name::Near;
  SameStreet street = SameStreet::Unknown;
  bool same_town = false, near_points = false, same_phone = false, same_domain = false,
       same_siren = false, distinctive = false;
  auto operator<=>(const Likeness&) const = default;
};

/// Compares two rows of different sources. 0 where something forbids that they are one site:
/// two SIRETs, two SIRENs, two towns, two streets.
Likeness compare(const RowTraits& a, const RowTraits& b, const Corpus& corpus);

/// The reasons as French words: "noms proches (92 %), même adresse, même téléphone".
std::string because(const Likeness& likeness);

}  // namespace filon
