#pragma once

#include "annuaire/json_writer.h"
#include "searchd/depth/depth.h"

namespace filon {

inline constexpr size_t max_printed_sets = 500;

/// Who answers which lots together: the classes with their first members in the seed's order, the
/// minimal sets of classes (the first ones, with their whole number), the lots nobody answers, how
/// many sets of structures that makes, and bodies that can carry a joint answer. None is said to
/// be the best.
Status write_groupings(JsonWriter& json, const Depth& depth, const Tables& tables);

}  // namespace filon
