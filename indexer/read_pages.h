#pragma once

#include <string>
#include <vector>

#include "annuaire/manifest.h"
#include "indexer/harvest_list.h"
#include "indexer/packed_records.h"
#include "indexer/references.h"
#include "indexer/report.h"
#include "indexer/settings.h"

namespace filon {

/// Pages of one source → records of it, appended to `rows`; what is counted goes into its report.
/// Rows are read and normalised some thousand at a time: a list is never whole in memory as texts.
Status read_pages(const HarvestedSource& source, const std::vector<std::string>& pages,
                  const std::string& seen_at, const References& references,
                  const RunSettings& settings, SourceReport& report, PackedRecords& rows);

/// What a generation says of a source: where it comes from, when, under which licence.
Manifest::Source manifest_source(const HarvestedSource& source, const std::string& seen_at,
                                 const RunSettings& settings);

}  // namespace filon
