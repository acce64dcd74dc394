#include <xlsxwriter.h>

#include "searchd/exports/unnamed_file.h"
#include "searchd/supply/spaser_lines.h"

namespace filon {
namespace {

constexpr const char* file_name = "spaser.xlsx";

void write_titles(lxw_workbook* book, lxw_worksheet* sheet) {
  lxw_format* const bold = workbook_add_format(book);
  format_set_bold(bold);
  for (lxw_col_t i = 0; i < spaser_titles.size(); ++i)
    worksheet_write_string(sheet, 0, i, std::string(spaser_titles[i]).c_str(), bold);
  worksheet_set_column(sheet, 0, 0, 28, nullptr);
  worksheet_set_column(sheet, 3, 3, 46, nullptr);
  worksheet_freeze_panes(sheet, 1, 4);
}

// Texts are texts: a name that begins with "=" is no formula in a workbook.
void write_line(lxw_worksheet* sheet, lxw_row_t row, const SpaserLine& line) {
  lxw_col_t column = 0;
  for (const std::string& text : line.texts)
    worksheet_write_string(sheet, row, column++, text.c_str(), nullptr);
  for (const uint64_t number : line.numbers)
    worksheet_write_number(sheet, row, column++, static_cast<double>(number), nullptr);
  worksheet_write_string(sheet, row, column, line.day.c_str(), nullptr);
}

Result<std::string> contents(const UnnamedFile& file) {
  std::string bytes(file.bytes(), '\0');
  if (file.read(0, bytes.data(), bytes.size()) != bytes.size())
    return fail(ErrorCode::Disk, "{}: cannot be read back", file_name);
  return bytes;
}

}  // namespace

Result<std::string> to_xlsx(const Spaser& spaser, const Tables& tables) {
  const auto folder = PrivateFolder::make();
  if (!folder) return fail(folder.error());
  std::string temporary = folder->path().string();
  lxw_workbook_options options{};
  options.constant_memory = LXW_TRUE;
  options.tmpdir = temporary.data();
  lxw_workbook* const book =
      workbook_new_opt((folder->path() / file_name).string().c_str(), &options);
  lxw_worksheet* const sheet = book ? workbook_add_worksheet(book, "Offre") : nullptr;
  if (sheet == nullptr) return fail(ErrorCode::Disk, "no temporary file for a sheet");
  write_titles(book, sheet);
  lxw_row_t row = 1;
  for_each_line(spaser, tables, [&](const SpaserLine& line) { write_line(sheet, row++, line); });
  worksheet_autofilter(sheet, 0, 0, row - 1, spaser_titles.size() - 1);
  if (const lxw_error error = workbook_close(book); error != LXW_NO_ERROR)
    return fail(ErrorCode::Disk, "{}: {}", file_name, lxw_strerror(error));
  const auto file = folder->take(file_name);
  if (!file) return fail(file.error());
  return contents(*file);
}

}  // namespace filon
