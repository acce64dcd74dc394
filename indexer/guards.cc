#include "indexer/guards.h"

#include <algorithm>

namespace filon {
namespace {

constexpr size_t handful = 10;

Status check_one(std::string_view what, int64_t before, int64_t now, double max_percent) {
  const int64_t lost = std::max<int64_t>(0, before - now);
  const double percent =
      before > 0 ? 100.0 * static_cast<double>(lost) / static_cast<double>(before) : 0;
  if (percent <= max_percent) return done();
  return fail(
      ErrorCode::Refused,
      "{}: {} records served now, {} in the new index: {:.1f} % lost, more than --max-loss {} "
      "(--force overrides)",
      what, before, now, percent, max_percent);
}

}  // namespace

Status check_loss(const Manifest& served, const RecordCounts& now, double max_percent) {
  if (Status all = check_one("all sources", served.structures, now.all, max_percent); !all)
    return all;
  for (const Manifest::Source& source : served.sources)
    if (Status one =
            check_one(source.name, source.structures, now.of_source(source.name), max_percent);
        !one)
      return one;
  return done();
}

Status check_rejects(std::span<const SourceReport> sources) {
  for (const SourceReport& source : sources)
    if (source.rejected.size() > handful && 2 * source.rejected.size() > source.read)
      return fail(ErrorCode::Refused,
                  "{}: {} of {} rows rejected, first {}: {} (--force overrides)", source.name,
                  source.rejected.size(), source.read, source.rejected.front().origin,
                  source.rejected.front().reason);
  return done();
}

}  // namespace filon
