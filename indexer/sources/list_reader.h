#pragma once

#include "indexer/sources/list_row.h"
#include "indexer/sources/reader.h"

namespace filon {

/// Any list whose columns the config file explains (SourcePage::settings): CSV, XLSX, JSON (an
/// array, or a list inside an object) or GeoJSON. Rows go to `sink` one by one. An error says that
/// nothing could be read: no such column, no list in the document.
Status visit_list(const SourcePage& page, const RowSink& sink);
Result<SourceRows> read_list(const SourcePage& page);

/// Who takes the rows of such a list as their values by column, before a record is made of them.
struct ValuesSink {
  std::function<void(const RowValues& values, const std::string& origin)> row;
  std::function<void(Rejection)> reject;
  std::function<void(std::string)> warn;
};
Status visit_list_values(const SourcePage& page, const ValuesSink& sink);

}  // namespace filon
