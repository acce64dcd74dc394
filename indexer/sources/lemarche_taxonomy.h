#pragma once

#include <string>
#include <vector>

#include "annuaire/json.h"
#include "annuaire/sector.h"

namespace filon {

/// What Le Marché's own lists tell beside its structures (/api/sectors/, /api/networks/).
struct LemarcheTaxonomy {
  struct SectorRow {
    std::string slug, name, group_slug, group_name;
  };
  struct NetworkRow {
    std::string slug, name;
  };
  std::vector<SectorRow> sectors;
  std::vector<NetworkRow> networks;
};

/// Whether an answer of the API lists sectors, networks, kinds or the like, and no structures.
bool is_taxonomy(const Json& answer);

/// Adds what such a page tells; pages of structures add nothing and are not read through.
void read_taxonomy(std::string_view page, LemarcheTaxonomy& taxonomy);

/// Takes the sectors nobody knew yet in; gives their names.
std::vector<std::string> learn_sectors(const LemarcheTaxonomy& taxonomy, Sectors& sectors);

}  // namespace filon
