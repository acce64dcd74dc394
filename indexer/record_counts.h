#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>

#include "annuaire/structure.h"

namespace filon {

/// How many records there are, in all and of each source.
struct RecordCounts {
  int64_t all = 0, active = 0;
  std::map<std::string, int64_t, std::less<>> by_source;

  int64_t of_source(std::string_view source) const {
    const auto found = by_source.find(source);
    return found == by_source.end() ? 0 : found->second;
  }
  /// A record of several rows of one source counts once for it.
  void add(bool is_active, std::span<const SourceRef> sources);
};

}  // namespace filon
