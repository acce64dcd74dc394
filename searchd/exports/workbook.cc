#include "searchd/exports/workbook.h"

#include <xlsxwriter.h>

namespace filon {
namespace {

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

Status look_for_room(const std::filesystem::path& folder, size_t rows) {
  std::error_code error;
  const auto space = std::filesystem::space(folder, error);
  const size_t needed = least_room + rows * room_per_row;
  if (!error && space.available >= needed) return done();
  return fail(ErrorCode::Disk, "{}: {} bytes free where {} rows may need {}", folder.string(),
              error ? 0 : space.available, rows, needed);
}

}  // namespace

void Sheet::width(uint16_t column, double characters) {
  worksheet_set_column(sheet_, column, column, characters, nullptr);
}

void Sheet::title(uint32_t row, uint16_t column, const std::string& text) {
  worksheet_write_string(sheet_, row, column, bounded(text).c_str(), bold_);
}

void Sheet::text(uint32_t row, uint16_t column, const std::string& text) {
  if (!text.empty()) worksheet_write_string(sheet_, row, column, bounded(text).c_str(), nullptr);
}

void Sheet::number(uint32_t row, uint16_t column, double value, lxw_format* format) {
  worksheet_write_number(sheet_, row, column, value, format);
}

struct Workbook::State {
  PrivateFolder folder;
  std::string name;
  std::string folder_path, file_path;  ///< libxlsxwriter keeps the pointers
  lxw_workbook* book = nullptr;

  State(PrivateFolder made, const char* file_name)
      : folder(std::move(made)),
        name(file_name),
        folder_path(folder.path().string()),
        file_path((folder.path() / file_name).string()) {
    lxw_workbook_options options{};
    options.constant_memory = LXW_TRUE;
    options.tmpdir = folder_path.data();
    book = workbook_new_opt(file_path.c_str(), &options);
  }
  ~State() {
    if (book != nullptr) workbook_close(book);
  }
  State(const State&) = delete;
  State& operator=(const State&) = delete;
};

Workbook::Workbook(std::unique_ptr<State> state) : state_(std::move(state)) {}
Workbook::Workbook(Workbook&&) noexcept = default;
Workbook::~Workbook() = default;

Result<Workbook> Workbook::make(const char* file_name, size_t rows) {
  auto folder = PrivateFolder::make();
  if (!folder) return fail(folder.error());
  if (const auto room = look_for_room(folder->path(), rows); !room) return fail(room.error());
  auto state = std::make_unique<State>(*std::move(folder), file_name);
  if (state->book == nullptr)
    return fail(ErrorCode::Disk, "{}: no workbook can be made", state->file_path);
  return Workbook(std::move(state));
}

Result<Sheet> Workbook::add_sheet(const char* name) {
  lxw_worksheet* const sheet = workbook_add_worksheet(state_->book, name);
  if (sheet == nullptr) return fail(ErrorCode::Disk, "no temporary file for a sheet");
  lxw_format* const bold = workbook_add_format(state_->book);
  format_set_bold(bold);
  return Sheet(sheet, bold);
}

lxw_format* Workbook::decimals(const char* pattern) {
  lxw_format* const format = workbook_add_format(state_->book);
  format_set_num_format(format, pattern);
  return format;
}

Result<UnnamedFile> Workbook::close() {
  const lxw_error error = workbook_close(std::exchange(state_->book, nullptr));
  if (error != LXW_NO_ERROR)
    return fail(ErrorCode::Disk, "{}: {}", state_->file_path, lxw_strerror(error));
  return state_->folder.take(state_->name);
}

}  // namespace filon
