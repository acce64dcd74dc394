#pragma once

#include <filesystem>
#include <string>

namespace filon {

/// How the last run of the indexer ended, read anew from the report that it writes after failures
/// too (filon-indexer --report). "" when `report` is empty: nobody asked. A report that is not
/// there or cannot be read says so in filon_reindex_report_readable.
std::string reindex_metrics(const std::filesystem::path& report);

}  // namespace filon
