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

/// An error means that nothing of the page could be understood.
using Reader = Result<SourceRows> (*)(const SourcePage& page);

}  // namespace filon
