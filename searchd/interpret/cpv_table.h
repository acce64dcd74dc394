#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "annuaire/result.h"
#include "annuaire/sector.h"

namespace filon {

/// The codes of public notices and the trades they stand for (data/cpv.tsv).
class CpvTable {
 public:
  struct Use {
    std::string slug;  ///< of a sector or a group
    int confidence = 0;
  };
  struct Code {
    std::string code;       ///< eight digits
    std::string label;      ///< "" where the table does not name the code
    std::vector<Use> uses;  ///< surest first
  };

  static Result<CpvTable> load(const std::filesystem::path& dir, const Sectors& sectors);

  /// What eight digits mean; no uses when no row fits: they may be a date or a number.
  Code find(std::string_view eight_digits) const;

 private:
  struct Row {
    std::string prefix, code, label;
    Use use;
  };
  std::vector<Row> rows_;  ///< by prefix
};

}  // namespace filon
