#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace filon {

/// Lots as bits.
using LotSet = uint16_t;

/// All the structures that can answer exactly these lots.
struct LotClass {
  LotSet lots = 0;
  std::vector<uint32_t> members;  ///< legal entities
};

/// Structures (by legal entity) and the lots each answers, parted by these lots: most lots first,
/// then by the lots. An entity that answers none is in no class. Members keep their order.
struct EntityLots {
  uint32_t entity = 0;
  LotSet lots = 0;
};
std::vector<LotClass> classes_of(std::span<const EntityLots> entities);

/// How much finding all the groupings may cost.
struct GroupingLimits {
  size_t most_sets = 20'000;        ///< counted and kept
  uint64_t most_steps = 2'000'000;  ///< classes tried
};

/// The sets of classes that cover all lots some class covers, and would not without any one of
/// their classes: no set holds another. Smallest first, then in the order of the classes.
struct ClassSets {
  std::vector<std::vector<uint32_t>> sets;  ///< numbers of classes, rising
  LotSet covered = 0;
  /// All of them were found. Else all of the smaller sizes were, and part of the last: those in
  /// `sets` are right, and there are more.
  bool complete = true;
};
ClassSets minimal_class_sets(std::span<const LotSet> classes, const GroupingLimits& limits = {});

/// How many sets of structures the class sets stand for, one member of each class: sums and
/// products stop at `most_structure_sets`, which then means "at least".
inline constexpr uint64_t most_structure_sets = uint64_t{1} << 53;  // JSON numbers are doubles
uint64_t count_structure_sets(const ClassSets& found, std::span<const LotClass> classes);

}  // namespace filon
