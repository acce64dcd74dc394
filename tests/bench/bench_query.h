#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "annuaire/result.h"
#include "searchd/http/http_request.h"

namespace filon {

/// One line of a query log: tab-separated cells, lists parted by '|', 0 or "" where nothing is
/// asked. The columns are those other engines' drivers read too.
struct BenchQuery {
  std::string id, kind;  ///< kind: T text, TS with sectors, TR with a radius, F filters, Y typo …
  std::string text;
  std::vector<std::string> sectors, labels, kinds;
  std::string departement, region;
  std::string lat, lon, km, offset;
};

/// Invalid, with file and line, when a line has too few cells.
Result<std::vector<BenchQuery>> read_bench_queries(const std::filesystem::path& file);

/// The query as parameters of /api/v1/structures: plain words, pages of 20, the five facets every
/// engine counts, and declared sectors alone, since others infer none.
Parameters parameters_of(const BenchQuery& query, const std::string& seed);

}  // namespace filon
