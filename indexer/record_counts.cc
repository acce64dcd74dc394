#include "indexer/record_counts.h"

#include <algorithm>

namespace filon {

void RecordCounts::add(bool is_active, std::span<const SourceRef> sources) {
  ++all;
  active += is_active;
  for (auto source = sources.begin(); source != sources.end(); ++source) {
    const bool counted = std::any_of(sources.begin(), source, [&](const SourceRef& before) {
      return before.name == source->name;
    });
    if (!counted) ++by_source[source->name];
  }
}

}  // namespace filon
