#pragma once

#include <map>
#include <string>
#include <vector>

#include "indexer/report.h"
#include "indexer/settings.h"

namespace filon {

/// How often something was met, and a few of the values it was met with.
struct Tally {
  size_t count = 0;
  std::map<std::string, size_t> values;
};

/// What one source says, and how much of it Filon understands.
struct SourceSurvey {
  std::string name;
  size_t rows = 0;                       ///< in its documents
  std::map<std::string, size_t> fields;  ///< → rows where it is filled; empty for a CSV or XLSX
  std::map<std::string, size_t> kinds;   ///< of the records kept
  size_t sectors = 0;                    ///< distinct ones
  size_t with_sector = 0, in_commune = 0, in_departement = 0, nowhere = 0;
  std::map<std::string, Tally> doubts;  ///< by sort
};

struct Checked {
  Report report;
  std::vector<SourceSurvey> surveys;
};

/// Fetches each source of the settings once, reads it, and writes nothing.
Checked check(const RunSettings& settings);

/// One page for an administrator: what is understood of each source, what is not, and what to do.
std::string check_page(const Checked& checked);

}  // namespace filon
