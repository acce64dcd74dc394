#include "searchd/supply/supply_table.h"

#include <fmt/ranges.h>
#include <xlsxwriter.h>

#include "searchd/exports/csv_export.h"
#include "searchd/exports/workbook.h"

namespace filon {
namespace {

constexpr char separator = ';';
constexpr double text_width = 28, number_width = 12;  // characters

void write_row(Sheet& sheet, uint32_t row, const std::vector<SupplyValue>& values) {
  for (uint16_t column = 0; column < values.size(); ++column) {
    if (const auto* const text = std::get_if<std::string>(&values[column]))
      sheet.text(row, column, *text);
    else
      sheet.number(row, column, static_cast<double>(std::get<int64_t>(values[column])));
  }
}

}  // namespace

std::string to_csv(const SupplyTable& table) {
  std::string csv = fmt::format("\xEF\xBB\xBF{}\r\n", fmt::join(table.titles, ";"));
  for (const auto& row : table.rows) {
    for (size_t i = 0; i < row.size(); ++i) {
      if (i > 0) csv += separator;
      if (const auto* const text = std::get_if<std::string>(&row[i]))
        csv += csv_cell(*text);
      else
        csv += std::to_string(std::get<int64_t>(row[i]));
    }
    csv += "\r\n";
  }
  return csv;
}

Result<UnnamedFile> to_xlsx(const SupplyTable& table) {
  auto book = Workbook::make("offre.xlsx", table.rows.size());
  if (!book) return fail(book.error());
  auto sheet = book->add_sheet("Offre");
  if (!sheet) return fail(sheet.error());
  for (uint16_t column = 0; column < table.titles.size(); ++column) {
    const bool is_text =
        !table.rows.empty() && std::holds_alternative<std::string>(table.rows.front()[column]);
    sheet->width(column, is_text ? text_width : number_width);
    sheet->title(0, column, std::string(table.titles[column]));
  }
  worksheet_freeze_panes(sheet->raw(), 1, 0);
  uint32_t row = 1;
  for (const auto& values : table.rows) write_row(*sheet, row++, values);
  worksheet_autofilter(sheet->raw(), 0, 0, row - 1,
                       static_cast<lxw_col_t>(table.titles.size() - 1));
  return book->close();
}

}  // namespace filon
