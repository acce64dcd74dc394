#include "indexer/left_out.h"

#include <algorithm>
#include <unordered_map>

namespace filon {
namespace {

void reject(SourceReport& source, const std::string& id) {
  --source.kept;
  source.doubtful = std::min(source.doubtful, source.kept);
  source.rejected.push_back({fmt::format("{}: record {}", source.name, id),
                             "on the removal list: the structure asked not to be listed"});
}

}  // namespace

void reject_left_out(const std::vector<LeftOut>& left_out, const Merged& merged,
                     const std::vector<RowsOfSource>& sources, Report& report) {
  if (left_out.empty()) return;
  std::unordered_map<size_t, const std::string*> ids;
  for (const LeftOut& record : left_out) ids.emplace(record.place, &record.id);
  size_t row = 0, rejected = 0;
  for (const RowsOfSource& source : sources) {
    const auto counted = std::find_if(report.sources.begin(), report.sources.end(),
                                      [&](const SourceReport& s) { return s.name == source.name; });
    for (const size_t end = row + source.rows; row < end; ++row) {
      const auto id = ids.find(merged.record_of_row[row]);
      if (id == ids.end()) continue;
      ++rejected;
      if (counted != report.sources.end()) reject(*counted, *id->second);
    }
  }
  report.merged -= rejected - left_out.size();  // each left-out record is one of its rows
}

}  // namespace filon
