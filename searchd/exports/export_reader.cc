#include "searchd/exports/export_reader.h"

namespace filon {

Answer<ExportReader::Record> ExportReader::next() {
  const Hit& hit = ranked_.hits[next_++];
  auto data = ranked_.result.snapshot->record(hit.document);
  if (!data) return std::move(data).failure();
  return Record{hit, *std::move(data)};
}

}  // namespace filon
