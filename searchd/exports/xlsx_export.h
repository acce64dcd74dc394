#pragma once

#include "searchd/exports/export_note.h"
#include "searchd/exports/export_reader.h"
#include "searchd/exports/unnamed_file.h"

namespace filon {

/// The hits as a workbook: a sheet of structures, all texts as texts (a SIRET keeps its digits, a
/// name that begins with "=" is no formula), and a sheet « À propos » with the question, the dates,
/// the sources with their licences, and the seed. Made row by row on disk, in a private folder of
/// TMPDIR that is gone before the answer starts; refused when the disk has too little room.
Result<UnnamedFile> xlsx_export(Ranked ranked, const ExportNote& note, const Tables& tables);

}  // namespace filon
