#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace filon {

/// How many records there are, in all and of each source.
struct RecordCounts {
  int64_t all = 0, active = 0;
  std::map<std::string, int64_t, std::less<>> by_source;

  int64_t of_source(std::string_view source) const {
    const auto found = by_source.find(source);
    return found == by_source.end() ? 0 : found->second;
  }
  /// `sources`: of its rows, each name as often as it comes; it counts once for each.
  void add(bool is_active, std::vector<std::string> sources);
};

}  // namespace filon
