#pragma once

#include <string>
#include <vector>

#include "annuaire/structure.h"
#include "annuaire/territory.h"
#include "indexer/source_record.h"

namespace filon {

struct Placement {
  Address address;
  std::optional<Location> location;
  bool point_is_of_source = false;  ///< else it is a centre of ours
  std::vector<std::string> doubts;
};

/// Where a row lies: its commune and the territories above it, and its point: the source's when it
/// may be true, else the commune's centre, else the département's.
Placement place(const SourceRecord& record, const Territories& territories);

/// Whether the point lies in the box of metropolitan France or of an overseas territory.
bool may_be_in_france(Point point);

}  // namespace filon
