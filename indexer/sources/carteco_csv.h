#pragma once

#include "annuaire/table.h"
#include "indexer/sources/carteco_categories.h"
#include "indexer/sources/reader.h"

namespace filon {

/// Reads the CSV that an admin of a GoGoCarto map exports (a CRESS may hand one over), as it comes
/// or saved again by a spreadsheet. Columns are known by their names alone. A category may hold
/// commas: names are learnt from rows where `categories_ids` leaves no doubt, then from our tables.
void read_carteco_csv(const Table& table, const SourcePage& page,
                      const CartecoCategories& categories, const RowSink& sink);

/// Whether the header is such an export's.
bool is_carteco_csv(const std::vector<std::string>& header);

}  // namespace filon
