#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "annuaire/result.h"

namespace filon {

/// A row of a table from outside: as many cells as the header, and where it stood.
struct TableRow {
  size_t line = 0;  ///< 1-based: of the file (CSV) or of the sheet (XLSX)
  std::vector<std::string> cells;
};

/// Something odd that did not stop the reading: a row with too many cells, a quote never closed.
enum class TableOddity { Width, OpenQuote, SplitQuote };

struct TableNote {
  size_t line = 0;
  std::string text;  ///< English, for reports
  TableOddity oddity = TableOddity::Width;
  bool operator==(const TableNote&) const = default;
};

/// A CSV file or a sheet of a workbook, whole. Both readers give this one type; cells are UTF-8.
struct Table {
  std::vector<std::string> header;  ///< names as written, blanks trimmed
  size_t header_line = 0;
  std::vector<TableRow> rows;  ///< without those whose cells are all empty
  std::vector<TableNote> notes;
};

/// Bounds of what a file may hold. The defaults suit a national list; a program that takes files
/// from strangers sets smaller ones.
struct TableLimits {
  uint64_t bytes = uint64_t{512} << 20;  ///< of the text; of an XLSX, once unpacked
  size_t rows = 5'000'000;
  size_t columns = 2'000;
  size_t cell = size_t{1} << 20;
  size_t entries = 4'096;  ///< files inside an XLSX
};

struct TableOptions {
  char separator = 0;    ///< of a CSV; 0: found out from its first lines
  std::string encoding;  ///< of a CSV; "": found out (see decode_text)
  std::string sheet;     ///< of an XLSX, by name; "": the first that has a header
  TableLimits limits;
};

/// Who takes a table row by row, so that a big one is never whole in memory. An error of `header`
/// or `row` ends the reading and is its error.
struct TableSink {
  std::function<Status(const std::vector<std::string>& header, size_t line)> header;
  std::function<Status(TableRow row)> row;
  std::function<void(TableNote note)> note;
};

/// Reads a CSV: quotes, doubled quotes and PHP's \" inside them, line ends inside quotes, a "sep=;"
/// line, any of ; , tab | as separator. The header is the first line with two filled cells (a
/// title may stand above it). A row with more cells than the header is noted and keeps its leading
/// ones; one with fewer is noted and filled with empty ones.
Status visit_csv(std::string_view bytes, const TableOptions& options, const TableSink& sink);

/// Reads a sheet of an XLSX workbook. Dates come as ISO days, whole numbers as digits without an
/// exponent, a value merged over several rows stands on each of them. What unpacks to more than
/// the limits is refused.
Status visit_xlsx(std::string_view bytes, const TableOptions& options, const TableSink& sink);

/// Either, told apart by the first bytes. What is neither is named: an HTML page, an old .xls, a
/// PDF.
Status visit_table(std::string_view bytes, const TableOptions& options, const TableSink& sink);

Result<Table> read_csv(std::string_view bytes, const TableOptions& options = {});
Result<Table> read_xlsx(std::string_view bytes, const TableOptions& options = {});
Result<Table> read_table(std::string_view bytes, const TableOptions& options = {});

enum class FileFormat { Text, Json, Html, Zip, OldExcel, Pdf, Empty };
/// What the first bytes say a file is.
FileFormat file_format(std::string_view bytes);

}  // namespace filon
