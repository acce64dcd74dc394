#pragma once

#include "indexer/sources/reader.h"

namespace filon {

/// The neutral import format (contract §5): one JSON object a line. A line that is none is rejected
/// by itself; keys nobody knows are one warning each for the whole page.
Status visit_neutral(const SourcePage& page, const RowSink& sink);
Result<SourceRows> read_neutral(const SourcePage& page);

}  // namespace filon
