#pragma once

#include <vector>

#include "searchd/exports/export_note.h"

namespace filon {

/// The sheet « À propos » of a workbook: what was asked, what was found, from which sources, under
/// which licences, and how to get the same list again.
std::vector<ExportNote::Line> about_lines(const SearchResult& result, const ExportNote& note);

}  // namespace filon
