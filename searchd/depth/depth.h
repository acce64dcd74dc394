#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "searchd/depth/depth_request.h"
#include "searchd/depth/groupings.h"
#include "searchd/depth/levers.h"
#include "searchd/depth/lot_supply.h"
#include "searchd/match/matcher.h"
#include "searchd/searcher.h"

namespace filon {

inline constexpr size_t max_printed_structures = 200;  ///< of a lot
inline constexpr size_t max_printed_members = 50;      ///< of a class

/// A trade of a lot: given, or read in its words.
struct LotSector {
  std::string slug, name;
  bool given = false;
  int confidence = 100;              ///< percent
  std::vector<std::string> because;  ///< the words that led to it
};

struct LotDepth {
  std::vector<LotSector> sectors;  ///< none: its words name no trade, and nothing is counted
  LotMatches found;                ///< by place, then distance band, then the seed's shuffle
  LotCounts counts;
  std::vector<LeverCount> levers;
};

/// A record by which a legal entity answers a lot.
struct Answering {
  uint32_t entity = 0, lot = 0, document = 0;
};

/// Who can answer what together. Numbers of lots are those of the request, from 0.
struct Groupings {
  std::vector<Answering> answering;  ///< by entity, lot, then the seed's order
  std::vector<LotClass> classes;     ///< members in the seed's order
  ClassSets minimal;
  uint64_t structure_sets = 0;
  std::vector<size_t> missing;  ///< lots nobody answers
};

/// A whole answer; holds its generation for as long as it lives.
struct Depth {
  std::shared_ptr<const Snapshot> snapshot;
  DepthRequest request;
  std::string seed;
  Plan plan;  ///< where it looks
  std::vector<LotDepth> lots;
  Groupings groupings;
  Coverage coverage;
};

/// The records by which an entity answers, of Groupings::answering.
std::span<const Answering> records_of(uint32_t entity, const Groupings& groupings);

/// The supply of each lot and who covers them together; no state. What is read in a lot's words is
/// its trades alone: where to look is said by the request.
Depth measure_depth(const DepthRequest& request, std::shared_ptr<const Snapshot> snapshot,
                    const Tables& tables, const Today& today);

}  // namespace filon
