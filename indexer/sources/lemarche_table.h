#pragma once

#include "indexer/sources/reader.h"

namespace filon {

/// Reads a download of Le Marché, CSV or XLSX: that of today (no SIRET, known by name, post code
/// and kind), that of before July 2026, and the list of the structures of a need. Names and mobile
/// numbers of persons, which some hold, are not read.
Status visit_lemarche_table(const SourcePage& page, const RowSink& sink);

}  // namespace filon
