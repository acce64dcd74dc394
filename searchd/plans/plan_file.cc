#include "searchd/plans/plan_file.h"

namespace filon {
namespace {

TableOptions table_options(const PlanFileOptions& options) {
  TableOptions table;
  table.sheet = options.sheet;
  table.limits = {.bytes = uint64_t{64} << 20,
                  .rows = max_plan_lines,
                  .columns = 200,
                  .cell = max_plan_cell_bytes,
                  .entries = 1'000};
  return table;
}

std::string cell(const TableRow& row, std::optional<size_t> column) {
  if (!column || *column >= row.cells.size()) return "";
  const std::string& text = row.cells[*column];
  const size_t first = text.find_first_not_of(" \t\r\n");
  return first == std::string::npos
             ? ""
             : text.substr(first, text.find_last_not_of(" \t\r\n") + 1 - first);
}

std::string french_reason(FileFormat format, std::string message) {
  switch (format) {
    case FileFormat::Html:
      return "C'est une page HTML, pas un tableau : peut-être une page d'erreur ou de connexion.";
    case FileFormat::OldExcel:
      return "C'est un ancien classeur (.xls) ou un classeur protégé : enregistrez-le en XLSX ou "
             "CSV.";
    case FileFormat::Pdf:
      return "C'est un PDF : demandez la liste en XLSX ou CSV.";
    case FileFormat::Empty:
      return "Le fichier est vide.";
    case FileFormat::Text:
    case FileFormat::Json:
    case FileFormat::Zip:
      break;
  }
  for (const std::string_view start : {"line ", "row "})
    if (message.starts_with(start)) message.replace(0, start.size(), "ligne ");
  return "Le tableau ne peut pas être lu (" + message + ").";
}

Problem unreadable(FileFormat format, const std::string& reason) {
  return {.code = ProblemCode::InvalidValue,
          .param = "body",
          .value = "fichier",
          .allowed = {},
          .suggestion = "",
          .reason_fr = french_reason(format, reason),
          .reason_en = "It cannot be read as a CSV or XLSX table (" + reason + ")."};
}

// The readers' notes are in English, for reports.
std::string french_note(const TableNote& note) {
  switch (note.oddity) {
    case TableOddity::OpenQuote:
      return "un guillemet ouvert n'est jamais fermé : il est pris pour un signe";
    case TableOddity::SplitQuote:
      return "un guillemet ouvert ici se ferme au milieu d'une case d'une ligne suivante, et tout "
             "ce "
             "qui est entre les deux fait une seule case : manque-t-il un guillemet ?";
    case TableOddity::Width:
      break;
  }
  return "la ligne n'a pas autant de cases que les titres";
}

}  // namespace

Answer<PlanFile> read_plan_file(std::string_view bytes, const PlanFileOptions& options) {
  auto table = read_table(bytes, table_options(options));
  if (!table) return refuse(unreadable(file_format(bytes), table.error().message));
  const auto columns = choose_columns(table->header, options.named);
  if (!columns) return refuse(columns.error());
  PlanFile file{std::move(table->header), *columns, {}, {}};
  for (const TableNote& note : table->notes) file.doubts.push_back({note.line, french_note(note)});
  for (const TableRow& row : table->rows) {
    PlanRow read{row.line, cell(row, columns->of(PlanColumn::Title)),
                 cell(row, columns->of(PlanColumn::Text)), cell(row, columns->of(PlanColumn::Cpv)),
                 cell(row, columns->of(PlanColumn::Territory))};
    if (read.title.empty()) {
      file.doubts.push_back({row.line, "la ligne ne dit pas ce qui est acheté : elle est passée"});
      continue;
    }
    file.rows.push_back(std::move(read));
  }
  return file;
}

}  // namespace filon
