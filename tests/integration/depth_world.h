#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "searchd/depth/depth_request.h"
#include "tests/integration/test_index.h"

namespace filon {

/// Invented structures of a few trades around Dijon and Besançon: several sites of one SIREN, kinds
/// that lend people, areas of all forms, records without a place, inactive or never checked.
std::vector<Structure> depth_world(uint32_t seed, int size);

/// A legal entity: the SIREN, or the id of a record without one.
std::string entity_of(const Structure& structure);

/// What depth must count of one lot, by plain loops over records and nothing of the index.
struct CountedLot {
  size_t total = 0;
  std::set<std::string> service, staff, declared, unknown_area;
  std::map<std::string, std::set<std::string>> by_reservation, by_reach;
  std::map<size_t, std::set<std::string>> by_band;
  std::set<std::string> unknown_distance;
};
CountedLot count_plainly(const std::vector<Structure>& records, const DepthRequest& request,
                         const std::vector<std::string>& sectors);

}  // namespace filon
