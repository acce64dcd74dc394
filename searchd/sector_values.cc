#include "searchd/sector_values.h"

namespace filon {

bool is_sector_value(const std::string& slug, const Tables& tables, const Snapshot& snapshot) {
  return !tables.sectors.resolve(slug).empty() ||
         snapshot.image->facet(Facet::Sector).values.find(slug).has_value();
}

std::vector<std::string> sector_values(const Tables& tables) {
  std::vector<std::string> all;
  for (const Sector& sector : tables.sectors.all()) all.push_back(sector.slug);
  for (const SectorGroup& group : tables.sectors.groups()) all.push_back(group.slug);
  return all;
}

}  // namespace filon
