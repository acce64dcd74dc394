#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "annuaire/result.h"
#include "indexer/source_record.h"

namespace filon {

/// One document of a source, and what a reader is told about it.
struct SourcePage {
  std::string source;   ///< "lemarche"
  std::string file;     ///< for origins: the name people know it by
  std::string seen_at;  ///< ISO instant it was fetched
  std::string_view bytes;
  std::filesystem::path data;  ///< data_dir(), for the tables of that source
};

/// The rows of a page: each is kept or rejected. Warnings tell of the page as a whole.
struct SourceRows {
  std::vector<SourceRecord> kept;
  std::vector<Rejection> rejected;
  std::vector<std::string> warnings;
};

/// An error means that nothing of the page could be understood.
using Reader = Result<SourceRows> (*)(const SourcePage& page);

}  // namespace filon
