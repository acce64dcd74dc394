#include "annuaire/table.h"

namespace filon {
namespace {

using Visit = Status (*)(std::string_view, const TableOptions&, const TableSink&);

Result<Table> collect(std::string_view bytes, const TableOptions& options, Visit visit) {
  Table table;
  TableSink sink;
  sink.header = [&](const std::vector<std::string>& header, size_t line) {
    table.header = header;
    table.header_line = line;
    return done();
  };
  sink.row = [&](TableRow row) {
    table.rows.push_back(std::move(row));
    return done();
  };
  sink.note = [&](TableNote note) { table.notes.push_back(std::move(note)); };
  if (Status visited = visit(bytes, options, sink); !visited) return std::move(visited).failure();
  return table;
}

}  // namespace

Result<Table> read_csv(std::string_view bytes, const TableOptions& options) {
  return collect(bytes, options, visit_csv);
}
Result<Table> read_xlsx(std::string_view bytes, const TableOptions& options) {
  return collect(bytes, options, visit_xlsx);
}
Result<Table> read_table(std::string_view bytes, const TableOptions& options) {
  return collect(bytes, options, visit_table);
}

FileFormat file_format(std::string_view bytes) {
  if (bytes.starts_with("PK\x03\x04") || bytes.starts_with("PK\x05\x06")) return FileFormat::Zip;
  if (bytes.starts_with("\xD0\xCF\x11\xE0")) return FileFormat::OldExcel;
  if (bytes.starts_with("%PDF")) return FileFormat::Pdf;
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  const size_t first = bytes.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return FileFormat::Empty;
  if (bytes[first] == '<') return FileFormat::Html;
  return bytes[first] == '{' || bytes[first] == '[' ? FileFormat::Json : FileFormat::Text;
}

Status visit_table(std::string_view bytes, const TableOptions& options, const TableSink& sink) {
  switch (file_format(bytes)) {
    case FileFormat::Zip:
      return visit_xlsx(bytes, options, sink);
    case FileFormat::OldExcel:
      return fail(ErrorCode::Invalid,
                  "an old Excel workbook (.xls) or one with a password: open it and save it as "
                  "XLSX or CSV");
    case FileFormat::Pdf:
      return fail(ErrorCode::Invalid, "a PDF: ask for the list as XLSX or CSV");
    case FileFormat::Html:
      return fail(ErrorCode::Invalid, "an HTML page, not a table (an error or a login page?)");
    case FileFormat::Empty:
      return fail(ErrorCode::Invalid, "the file is empty");
    case FileFormat::Json:
    case FileFormat::Text:
      break;
  }
  return visit_csv(bytes, options, sink);
}

}  // namespace filon
