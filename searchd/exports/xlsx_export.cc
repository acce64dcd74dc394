#include "searchd/exports/xlsx_export.h"

#include <xlsxwriter.h>

#include <memory>

#include "annuaire/document.h"
#include "annuaire/structure_json.h"
#include "searchd/exports/about_lines.h"
#include "searchd/exports/export_columns.h"

namespace filon {
namespace {

constexpr const char* file_name = "structures.xlsx";
// libxlsxwriter does not look whether a row reached the disk, so the room is looked for before. A
// row of the demo data takes 2.1 KiB of the sheet, which stands there twice for a moment.
constexpr size_t room_per_row = 36 * 1024;
constexpr size_t least_room = 1024 * 1024;
// Excel's limit is 32,767; libxlsxwriter leaves out a longer text altogether.
constexpr size_t longest_text = 32'000;

std::string bounded(const std::string& text) {
  if (text.size() <= longest_text) return text;
  size_t end = longest_text;
  while ((static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end) + "…";
}

/// A workbook on disk; close() makes the file.
class Workbook {
 public:
  explicit Workbook(const std::filesystem::path& folder)
      : folder_(folder.string()), file_((folder / file_name).string()) {
    lxw_workbook_options options{};
    options.constant_memory = LXW_TRUE;
    options.tmpdir = folder_.data();
    book_ = workbook_new_opt(file_.c_str(), &options);
  }
  ~Workbook() {
    if (book_ != nullptr) workbook_close(book_);
  }
  Workbook(const Workbook&) = delete;
  Workbook& operator=(const Workbook&) = delete;

  lxw_worksheet* add_sheet(const char* name) {
    return book_ == nullptr ? nullptr : workbook_add_worksheet(book_, name);
  }
  lxw_format* bold() {
    lxw_format* const format = workbook_add_format(book_);
    format_set_bold(format);
    return format;
  }
  lxw_format* decimals(const char* pattern) {
    lxw_format* const format = workbook_add_format(book_);
    format_set_num_format(format, pattern);
    return format;
  }
  Status close() {
    const lxw_error error = workbook_close(std::exchange(book_, nullptr));
    if (error != LXW_NO_ERROR) return fail(ErrorCode::Disk, "{}: {}", file_, lxw_strerror(error));
    return done();
  }

 private:
  std::string folder_, file_;
  lxw_workbook* book_ = nullptr;
};

void write_titles(lxw_worksheet* sheet, lxw_format* bold) {
  const auto columns = export_columns();
  for (lxw_col_t i = 0; i < columns.size(); ++i) {
    worksheet_set_column(sheet, i, i, columns[i].width, nullptr);
    worksheet_write_string(sheet, 0, i, std::string(columns[i].title).c_str(), bold);
  }
  worksheet_freeze_panes(sheet, 1, 2);
}

struct NumberFormats {
  lxw_format* kilometres;
  lxw_format* degrees;
};

void write_row(lxw_worksheet* sheet, lxw_row_t line, const ExportRow& row,
               const NumberFormats& formats) {
  const auto columns = export_columns();
  for (lxw_col_t i = 0; i < columns.size(); ++i) {
    const Cell cell = columns[i].cell(row);
    if (cell.number)
      worksheet_write_number(sheet, line, i, *cell.number,
                             cell.decimals == 1 ? formats.kilometres : formats.degrees);
    else if (!cell.text.empty())
      worksheet_write_string(sheet, line, i, bounded(cell.text).c_str(), nullptr);
  }
}

Status write_structures(Workbook& book, ExportReader& reader, const ExportNote& note,
                        const Tables& tables) {
  lxw_worksheet* const sheet = book.add_sheet("Structures");
  if (sheet == nullptr) return fail(ErrorCode::Disk, "no temporary file for a sheet");
  write_titles(sheet, book.bold());
  const NumberFormats formats{book.decimals("0.0"), book.decimals("0.000000")};
  lxw_row_t line = 1;
  for (; !reader.at_end(); ++line) {
    const auto record = reader.next();
    if (!record) return fail(ErrorCode::Damaged, "{}", record.error().reason_fr);
    const auto [json, provenance] = split_data(record->data);
    const auto structure = structure_from_json(json, provenance);
    if (!structure) return fail(structure.error());
    write_row(sheet, line, {*structure, record->hit, tables, note}, formats);
  }
  worksheet_autofilter(sheet, 0, 0, std::max<lxw_row_t>(line - 1, 1),
                       static_cast<lxw_col_t>(export_columns().size() - 1));
  return done();
}

Status write_about(Workbook& book, const SearchResult& result, const ExportNote& note) {
  lxw_worksheet* const sheet = book.add_sheet("À propos");
  if (sheet == nullptr) return fail(ErrorCode::Disk, "no temporary file for a sheet");
  lxw_format* const bold = book.bold();
  worksheet_set_column(sheet, 0, 0, 34, nullptr);
  worksheet_set_column(sheet, 1, 1, 100, nullptr);
  lxw_row_t line = 0;
  for (const auto& [name, value] : about_lines(result, note)) {
    worksheet_write_string(sheet, line, 0, name.c_str(), bold);
    worksheet_write_string(sheet, line++, 1, bounded(value).c_str(), nullptr);
  }
  return done();
}

Status look_for_room(const std::filesystem::path& folder, size_t rows) {
  std::error_code error;
  const auto space = std::filesystem::space(folder, error);
  const size_t needed = least_room + rows * room_per_row;
  if (!error && space.available >= needed) return done();
  return fail(ErrorCode::Disk, "{}: {} bytes free where {} rows may need {}", folder.string(),
              error ? 0 : space.available, rows, needed);
}

}  // namespace

Result<UnnamedFile> xlsx_export(Ranked ranked, const ExportNote& note, const Tables& tables) {
  const auto folder = PrivateFolder::make();
  if (!folder) return fail(folder.error());
  if (const auto room = look_for_room(folder->path(), ranked.hits.size()); !room)
    return fail(room.error());
  ExportReader reader(std::move(ranked));
  Workbook book(folder->path());
  if (const auto written = write_structures(book, reader, note, tables); !written)
    return fail(written.error());
  if (const auto written = write_about(book, reader.ranked().result, note); !written)
    return fail(written.error());
  if (const auto closed = book.close(); !closed) return fail(closed.error());
  return folder->take(file_name);
}

}  // namespace filon
