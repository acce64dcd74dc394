#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "annuaire/result.h"

namespace filon {

/// What someone decided by hand of two rows, each named by its source key.
struct Decision {
  bool same = true;        ///< else apart
  std::string row, other;  ///< "lemarche:2980"
  std::string origin;      ///< "decisions.txt:12"
  bool operator==(const Decision&) const = default;
};

/// Reads a file of decisions: one a line, `same A B` or `apart A B`, A and B being source keys, the
/// source's name, a colon and the source's own id; what follows a '#' is a remark. The error names
/// file and line: an unknown word, a key that is none, two lines that say opposite things.
/// Without a file there are none.
Result<std::vector<Decision>> read_decisions(const std::filesystem::path& file);
Result<std::vector<Decision>> parse_decisions(std::string_view text, std::string_view file);

}  // namespace filon
