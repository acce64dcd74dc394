#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "annuaire/geo.h"
#include "annuaire/territory.h"
#include "searchd/match/bits.h"
#include "searchd/match/coverage.h"

namespace filon {

struct Snapshot;
struct Tables;

/// The places a question asks, in the numbers of the image: the same for all who ask them.
struct PlacePlan {
  bool anywhere = false;                                              ///< France: any known place
  std::vector<uint8_t> communes, epts, epcis, departements, regions;  ///< wanted, by value number
  std::vector<uint8_t> areas;     ///< areas that contain, equal or lie inside one of them
  std::vector<uint8_t> reached;   ///< places larger than a commune, as circles list them
  std::vector<Point> centres;     ///< of the communes asked: a circle must hold one
  Bits documents;                 ///< located in one of them
  std::vector<uint8_t> in_block;  ///< by block, whether any of these lies in it
  /// The runs whose plain records are those of `documents`; none unless départements and regions
  /// alone are asked.
  std::optional<std::vector<size_t>> runs;
  Coverage coverage;  ///< how many of these there are to answer
};

/// The plan of such places, kept for the next who asks; null where none are asked.
std::shared_ptr<const PlacePlan> plan_places(const std::vector<PlaceId>& places,
                                             const Tables& tables, const Snapshot& snapshot);

}  // namespace filon
