#include "searchd/exports/xlsx_export.h"

#include <xlsxwriter.h>

#include <algorithm>

#include "annuaire/document.h"
#include "annuaire/structure_json.h"
#include "searchd/exports/about_lines.h"
#include "searchd/exports/export_columns.h"
#include "searchd/exports/workbook.h"

namespace filon {
namespace {

constexpr const char* structures_workbook = "structures.xlsx";
void write_titles(Sheet& sheet) {
  const auto columns = export_columns();
  for (lxw_col_t i = 0; i < columns.size(); ++i) {
    sheet.width(i, columns[i].width);
    sheet.title(0, i, std::string(columns[i].title));
  }
  worksheet_freeze_panes(sheet.raw(), 1, 2);
}

struct NumberFormats {
  lxw_format* kilometres;
  lxw_format* degrees;
};

void write_row(Sheet& sheet, lxw_row_t line, const ExportRow& row, const NumberFormats& formats) {
  const auto columns = export_columns();
  for (lxw_col_t i = 0; i < columns.size(); ++i) {
    const Cell cell = columns[i].cell(row);
    if (cell.number)
      sheet.number(line, i, *cell.number,
                   cell.decimals == 1 ? formats.kilometres : formats.degrees);
    else
      sheet.text(line, i, cell.text);
  }
}

Status write_structures(Workbook& book, ExportReader& reader, const ExportNote& note,
                        const Tables& tables) {
  auto sheet = book.add_sheet("Structures");
  if (!sheet) return fail(sheet.error());
  write_titles(*sheet);
  const NumberFormats formats{book.decimals("0.0"), book.decimals("0.000000")};
  lxw_row_t line = 1;
  for (; !reader.at_end(); ++line) {
    const auto record = reader.next();
    if (!record) return fail(ErrorCode::Damaged, "{}", record.error().reason_fr);
    const auto [json, provenance] = split_data(record->data);
    const auto structure = structure_from_json(json, provenance);
    if (!structure) return fail(structure.error());
    write_row(*sheet, line, {*structure, record->hit, tables, note}, formats);
  }
  worksheet_autofilter(sheet->raw(), 0, 0, std::max<lxw_row_t>(line - 1, 1),
                       static_cast<lxw_col_t>(export_columns().size() - 1));
  return done();
}

Status write_about(Workbook& book, const SearchResult& result, const ExportNote& note) {
  auto sheet = book.add_sheet("À propos");
  if (!sheet) return fail(sheet.error());
  sheet->width(0, 34);
  sheet->width(1, 100);
  lxw_row_t line = 0;
  for (const auto& [name, value] : about_lines(result, note)) {
    sheet->title(line, 0, name);
    sheet->text(line++, 1, value);
  }
  return done();
}

}  // namespace

Result<UnnamedFile> xlsx_export(Ranked ranked, const ExportNote& note, const Tables& tables) {
  auto book = Workbook::make(structures_workbook, ranked.hits.size());
  if (!book) return fail(book.error());
  ExportReader reader(std::move(ranked));
  if (const auto written = write_structures(*book, reader, note, tables); !written)
    return fail(written.error());
  if (const auto written = write_about(*book, reader.ranked().result, note); !written)
    return fail(written.error());
  return book->close();
}

}  // namespace filon
