#pragma once

#include <string>
#include <vector>

#include "indexer/identity.h"
#include "indexer/merge.h"
#include "indexer/report.h"

namespace filon {

/// Which source each row came from: `rows` of the first report entry first, and so on.
struct RowsOfSource {
  std::string name;
  size_t rows = 0;
};

/// Rows whose record is on the removal list become rejections of their source, so that the counts
/// of the report still add up. `sources` are in the order in which their rows were merged.
void reject_left_out(const std::vector<LeftOut>& left_out, const Merged& merged,
                     const std::vector<RowsOfSource>& sources, Report& report);

}  // namespace filon
