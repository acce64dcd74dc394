#include "indexer/record_counts.h"

#include "indexer/clean.h"

namespace filon {

void RecordCounts::add(bool is_active, std::vector<std::string> sources) {
  ++all;
  active += is_active;
  sort_unique(sources);
  for (const std::string& source : sources) ++by_source[source];
}

}  // namespace filon
