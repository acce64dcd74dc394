#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "annuaire/result.h"

namespace filon {

/// What a workbook says beside its sheets.
struct Workbook {
  struct Sheet {
    std::string name, path;  ///< path inside the archive
  };
  std::vector<Sheet> sheets;  ///< in the order of their tabs, hidden ones last
  bool since_1904 = false;
  std::vector<std::string> strings;  ///< shared ones
  std::vector<bool> date_styles;     ///< by style number: does a cell of it hold a date?
};

/// Reads the parts of the archive (path → content): workbook, relations, styles, shared strings.
/// The error says which part is missing or damaged.
Result<Workbook> read_workbook(const std::map<std::string, std::string>& parts);

/// Whether a part is one that read_workbook needs.
bool is_workbook_part(std::string_view path);

/// "x:row" is "row": some writers name the namespace everywhere.
std::string_view local_name(std::string_view name);

/// The "_x000D_" of the format is the sign of that number.
std::string unescaped(std::string_view text);

}  // namespace filon
