#pragma once

#include <string>
#include <vector>

#include "annuaire/json.h"
#include "annuaire/sector.h"

namespace filon {

/// What Le Marché's own lists tell beside its structures (/api/sectors/, /api/networks/,
/// /api/siae/kinds/).
struct LemarcheTaxonomy {
  struct SectorRow {
    std::string slug, name, group_slug, group_name;
  };
  struct NetworkRow {
    std::string slug, name;
  };
  struct KindRow {
    std::string code, name;
  };
  std::vector<SectorRow> sectors;
  std::vector<KindRow> kinds;
  std::vector<NetworkRow> networks;
};

/// Whether a row of the API is a sector, a network, a kind or the like, and no structure.
bool is_taxonomy_row(const Json& row);

/// Adds what such a page tells; pages of structures add nothing and are not read through.
void read_taxonomy(std::string_view page, LemarcheTaxonomy& taxonomy);

/// Takes the sectors nobody knew yet in; gives their names.
std::vector<std::string> learn_sectors(const LemarcheTaxonomy& taxonomy, Sectors& sectors);

}  // namespace filon
