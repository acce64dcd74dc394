#pragma once

#include "searchd/exports/export_note.h"
#include "searchd/exports/export_reader.h"

namespace filon {

/// The hits as CSV: UTF-8 with a byte-order mark (Excel would read Windows-1252 without), CRLF, the
/// column titles on the first line, then one record a line. Numbers keep a decimal point, whatever
/// the separator.
Producer csv_export(Ranked ranked, ExportNote note, const Tables& tables, char separator);

/// A text as a cell. One that a spreadsheet would take for a formula (it begins with = + - @, a
/// tab or a line end) gets an apostrophe before it: names come from outside, and Excel runs them.
/// Quoted when it holds a tab, a comma or a semicolon, whichever of them separates: LibreOffice
/// proposes all three at once.
std::string csv_cell(std::string_view text);

}  // namespace filon
