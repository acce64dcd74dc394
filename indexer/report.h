#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "annuaire/provenance.h"
#include "annuaire/result.h"
#include "indexer/harvest_list.h"
#include "indexer/source_record.h"

namespace filon {

/// What a run did with each source, row by row.
struct SourceReport {
  std::string name, url;
  size_t read = 0, kept = 0, doubtful = 0;
  std::vector<Rejection> rejected;
  std::vector<std::string> warnings;
  std::string snapshot;
  bool stale = false;
};

/// What a run did with a list that proves a label.
struct VerifierReport {
  std::string name, url, label;
  size_t read = 0, matched = 0;  ///< rows of the list; records of ours that it names
  std::vector<Rejection> rejected;
  std::vector<std::string> warnings;
  std::string snapshot;
  bool stale = false;
};

/// Contract §2; written on failure too, with what was known by then.
struct Report {
  std::vector<SourceReport> sources;
  std::vector<VerifierReport> verifiers;
  std::vector<std::string> warnings;  ///< of the run as a whole
  std::vector<RowLink> suspected;     ///< rows that may be one site and stay two
  size_t merged = 0, added = 0, changed = 0, removed = 0, inactive = 0, total = 0;
  double seconds = 0;
  std::optional<int64_t> generation;
  std::optional<Error> error;
};

/// How many rows were rejected for each sort of reason: what stands before its first ':'.
std::map<std::string, size_t> rejects_by_sort(const std::vector<Rejection>& rejected);

/// The part of the report on that source; made when it is not there yet.
SourceReport& report_of(const HarvestedSource& source, Report& report);

std::string to_json(const Report& report);

/// "refused", "disk" …: the code of an error as reports and logs write it.
std::string_view to_string(ErrorCode code);

/// The report as a table for someone at a terminal: a line per source with what was rejected and
/// why, then what became of the records, then the error if there is one.
std::string readable(const Report& report);

}  // namespace filon
