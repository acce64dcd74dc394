#pragma once

#include <functional>
#include <string>
#include <vector>

#include "indexer/list_mapping.h"
#include "indexer/source_record.h"
#include "indexer/sources/themes.h"

namespace filon {

/// The values of one row under a column's name (or a JSON path); none where it has none.
using RowValues = std::function<std::vector<std::string>(const std::string& column)>;

/// What a mapping makes of a row: a record with everything but source, origin and date. A row
/// without an id of its own and without a SIRET is known by its name and place. `themes` may be
/// null.
SourceRecord map_row(const ListMapping& mapping, const RowValues& values, const Themes* themes);

/// The texts of one field, as its rule says; a list's cells are parted at `separators`.
std::vector<std::string> field_values(const FieldRule& rule, const RowValues& values);

/// An id that may stand in an address and in a term of the index: as given where it is one, else
/// made of it.
std::string safe_id(const std::string& text);

}  // namespace filon
