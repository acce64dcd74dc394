#include <fmt/ranges.h>

#include "searchd/exports/csv_export.h"
#include "searchd/supply/spaser_lines.h"

namespace filon {

std::string to_csv(const Spaser& spaser, const Tables& tables) {
  constexpr char separator = ';';
  std::string text = fmt::format("\xEF\xBB\xBF{}\r\n", fmt::join(spaser_titles, ";"));
  for_each_line(spaser, tables, [&](const SpaserLine& line) {
    for (const std::string& cell : line.texts) text += csv_cell(cell) + separator;
    text += fmt::format("{};{}\r\n", fmt::join(line.numbers, ";"), line.day);
  });
  return text;
}

}  // namespace filon
