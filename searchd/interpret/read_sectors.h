#pragma once

#include <vector>

#include "annuaire/sector.h"
#include "annuaire/vocabulary.h"
#include "searchd/interpret/tokens.h"

namespace filon {

/// The trades a question names, surest first, with what led to each; mentions are those of the
/// vocabulary in the tokens. Readings whose id is in `ignored` are left out.
struct ReadSectors {
  std::vector<SectorReading> sectors;
  std::vector<Phrase> phrases;
  std::vector<Ambiguity> ambiguous;
};
ReadSectors read_sectors(const Tokens& tokens, const std::vector<Mention>& mentions,
                         const Sectors& sectors, const std::vector<std::string>& ignored);

/// The French name of a sector or group slug.
const std::string& sector_name(const Sectors& sectors, const std::string& slug);

}  // namespace filon
