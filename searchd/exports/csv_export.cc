#include "searchd/exports/csv_export.h"

#include <memory>

#include "annuaire/document.h"
#include "annuaire/structure_json.h"
#include "searchd/exports/export_columns.h"

namespace filon {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

class CsvExport {
 public:
  CsvExport(Ranked ranked, ExportNote note, const Tables& tables, char separator)
      : reader_(std::move(ranked)),
        note_(std::move(note)),
        tables_(tables),
        separator_(separator) {}

  Produced produce(std::string& out) {
    if (!begun_) {
      begun_ = true;
      write_titles(out);
      if (reader_.at_end()) write_note(out);
    }
    while (!reader_.at_end() && out.size() < part_bytes) {
      const auto record = reader_.next();
      if (!record || !write_record(*record, out)) return Produced::Failed;
    }
    return reader_.at_end() ? Produced::Done : Produced::More;
  }

 private:
  void write_titles(std::string& out) {
    out += byte_order_mark;
    for (const Column& column : export_columns()) add(csv_cell(column.title), out);
    end_line(out);
  }

  bool write_record(const ExportReader::Record& record, std::string& out) {
    const auto [json, provenance] = split_data(record.data);
    const auto structure = structure_from_json(json, provenance);
    if (!structure) return false;
    const ExportRow row{*structure, record.hit, tables_, note_};
    for (const Column& column : export_columns()) {
      const Cell cell = column.cell(row);
      // A number is no text from outside: -1.5 stays a number.
      add(cell.number ? number_text(cell) : csv_cell(cell.text), out);
    }
    end_line(out);
    return true;
  }

  // A list without structures says what was asked all the same: that nothing answered is a finding
  // too, and must be provable. Structures have an identifier, this line has none.
  void write_note(std::string& out) {
    const Structure none;
    const Hit no_hit;
    const ExportRow row{none, no_hit, tables_, note_};
    for (const Column& column : export_columns())
      add(column.of_note ? csv_cell(column.cell(row).text) : "", out);
    end_line(out);
  }

  void add(std::string_view cell, std::string& out) {
    if (!at_line_start_) out += separator_;
    at_line_start_ = false;
    out += cell;
  }

  void end_line(std::string& out) {
    out += "\r\n";
    at_line_start_ = true;
  }

  ExportReader reader_;
  ExportNote note_;
  const Tables& tables_;
  char separator_;
  bool begun_ = false, at_line_start_ = true;
};

}  // namespace

Producer csv_export(Ranked ranked, ExportNote note, const Tables& tables, char separator) {
  auto writer = std::make_shared<CsvExport>(std::move(ranked), std::move(note), tables, separator);
  return [writer](std::string& out) { return writer->produce(out); };
}

std::string csv_cell(std::string_view text) {
  std::string cell;
  constexpr std::string_view formula_starts = "=+-@\t\r\n";
  if (!text.empty() && formula_starts.find(text.front()) != std::string_view::npos) cell += '\'';
  cell += text;
  if (cell.find_first_of("\"\r\n\t;,") == std::string::npos) return cell;
  std::string quoted = "\"";
  for (const char c : cell) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

}  // namespace filon
