#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "searchd/exports/unnamed_file.h"

namespace filon {

/// Figures of supply as a table, for CSV and XLSX alike. Titles are a promise to scripts, like the
/// keys of the JSON.
using SupplyValue = std::variant<std::string, int64_t>;
struct SupplyTable {
  std::vector<std::string_view> titles;
  std::vector<std::vector<SupplyValue>> rows;
};

/// ";" and a byte-order mark, as other exports.
std::string to_csv(const SupplyTable& table);

/// The same lines as a workbook of one sheet.
Result<UnnamedFile> to_xlsx(const SupplyTable& table);

}  // namespace filon
