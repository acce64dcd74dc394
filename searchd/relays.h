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

/// Reads dir/relays.tsv; the error names file and line.
Result<std::vector<Relay>> load_relays(const std::filesystem::path& dir,
                                       const Territories& territories);

/// The relays that cover a place, those of the smallest territories first, then by the table.
std::vector<const Relay*> relays_of(PlaceId place, const std::vector<Relay>& relays,
                                    const Territories& territories);

}  // namespace filon
