#pragma once

#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "annuaire/result.h"
#include "indexer/source_record.h"
#include "indexer/source_settings.h"

namespace filon {

/// One document of a source, and what a reader is told about it.
struct SourcePage {
  std::string source;   ///< "lemarche"
  std::string file;     ///< for origins: the name people know it by
  std::string seen_at;  ///< ISO instant it was fetched
  std::string_view bytes;
  std::filesystem::path data;  ///< data_dir(), for the tables of that source
  const SourceSettings* settings =
      nullptr;  ///< what the config file says of the source, if anything
  std::span<const std::string> siblings = {};  ///< all pages of the snapshot, this one included
};

/// The rows of a page: each is kept or rejected. Warnings tell of the page as a whole.
struct SourceRows {
  std::vector<SourceRecord> kept;
  std::vector<Rejection> rejected;
  std::vector<std::string> warnings;
};

/// Who takes the same one by one, so that a big list is never whole in memory.
struct RowSink {
  std::function<void(SourceRecord)> keep;
  std::function<void(Rejection)> reject;
  std::function<void(std::string)> warn;
};

inline RowSink sink_into(SourceRows& rows) {
  return {[&rows](SourceRecord record) { rows.kept.push_back(std::move(record)); },
          [&rows](Rejection rejection) { rows.rejected.push_back(std::move(rejection)); },
          [&rows](std::string warning) { rows.warnings.push_back(std::move(warning)); }};
}

/// Reads a page, row by row. An error means that nothing of the page could be understood; rows
/// given before it do not count.
using Reader = Status (*)(const SourcePage& page, const RowSink& sink);

/// All rows of a page at once.
inline Result<SourceRows> collect_rows(Reader read, const SourcePage& page) {
  SourceRows rows;
  if (Status done_reading = read(page, sink_into(rows)); !done_reading)
    return std::move(done_reading).failure();
  return rows;
}

}  // namespace filon
