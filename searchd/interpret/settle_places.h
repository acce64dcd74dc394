#pragma once

#include <string>
#include <vector>

#include "searchd/interpret/read_places.h"

namespace filon {

/// The places a question asks for.
struct SettledPlaces {
  std::vector<TerritoryReading> territories;
  std::optional<NearReading> near;
  std::vector<Ambiguity> ambiguous;
  std::vector<bool> taken;  ///< by token: explained by a place
};

/// Chooses among the meanings of each name: by what stands before it, by the other places of the
/// text (post code, département), by population. A name that none of these settles is ambiguous
/// and filters nothing. Readings whose id is in `ignored` are left out.
SettledPlaces settle_places(const Tokens& tokens, PlaceMentions mentions,
                            const Territories& territories,
                            const std::vector<std::string>& ignored);

inline constexpr int default_radius_km = 30;  ///< "autour de Dijon", said without a distance

}  // namespace filon
