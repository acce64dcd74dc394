#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "annuaire/territory.h"

namespace filon {

/// A body that helps buyers and suppliers of a territory find each other.
struct Relay {
  PlaceId territory = 0;
  std::string name, kind;
  std::string url;  ///< "" where none is known
};

/// Reads such a table: relays.tsv; mandataires.tsv, the bodies that can carry a joint answer; or
/// links.tsv, forms and platforms.
/// The error names file and line.
Result<std::vector<Relay>> load_relays(const std::filesystem::path& file,
                                       const Territories& territories);

/// The relays that cover a place, those of the smallest territories first, then by the table.
std::vector<const Relay*> relays_of(PlaceId place, const std::vector<Relay>& relays,
                                    const Territories& territories);
/// The same for several places, each relay once; none for no place.
std::vector<const Relay*> relays_of(const std::vector<PlaceId>& places,
                                    const std::vector<Relay>& relays,
                                    const Territories& territories);

}  // namespace filon
