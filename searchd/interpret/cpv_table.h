#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
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

  /// The codes a trade is bought under, the most usual first; for a group, those of its own rows.
  const std::vector<std::string>& codes_of(const std::string& slug) const;
  /// The beginnings of all codes that a trade or a trade of the group may be bought under, those
  /// of the group of the trade included.
  std::vector<std::string> prefixes_of(const std::string& slug, const Sectors& sectors) const;

 private:
  struct Row {
    std::string prefix, code, label;
    Use use;
  };
  void choose_usual();
  /// The rows of the two digits of a division.
  std::span<const Row> rows_of(std::string_view division) const;

  std::vector<Row> rows_;                                                       ///< by prefix
  std::unordered_map<std::string, std::vector<std::string>> usual_, prefixes_;  ///< by slug
};

}  // namespace filon
