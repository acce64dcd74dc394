#pragma once

#include "indexer/sources/reader.h"

namespace filon {

/// A saved answer of Le Marché's API, of any period: an envelope, a bare array or one object, with
/// the field names of each year.
Status visit_lemarche(const SourcePage& page, const RowSink& sink);
Result<SourceRows> read_lemarche(const SourcePage& page);

}  // namespace filon
