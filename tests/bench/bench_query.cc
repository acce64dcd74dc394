#include "tests/bench/bench_query.h"

#include <cstdlib>
#include <fstream>
#include <string_view>

namespace filon {
namespace {

constexpr size_t cells_read = 12;
constexpr int per_page = 20;

std::vector<std::string> parts(std::string_view text, char separator) {
  std::vector<std::string> found;
  if (text.empty()) return found;
  for (size_t start = 0; start <= text.size();) {
    const size_t end = std::min(text.find(separator, start), text.size());
    found.emplace_back(text.substr(start, end - start));
    start = end + 1;
  }
  return found;
}

bool is_given(const std::string& number) { return std::atof(number.c_str()) != 0; }

}  // namespace

Result<std::vector<BenchQuery>> read_bench_queries(const std::filesystem::path& file) {
  std::ifstream in(file);
  if (!in) return fail(ErrorCode::NotFound, "{}: cannot be read", file.string());
  std::vector<BenchQuery> queries;
  int number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    const auto cells = parts(line, '\t');
    if (cells.size() < cells_read)
      return fail(ErrorCode::Invalid, "{}:{}: {} cells where at least {} are needed", file.string(),
                  number, cells.size(), cells_read);
    queries.push_back({cells[0], cells[1], cells[2], parts(cells[3], '|'), parts(cells[6], '|'),
                       parts(cells[7], '|'), cells[4], cells[5], cells[8], cells[9], cells[10],
                       cells[11]});
  }
  return queries;
}

Parameters parameters_of(const BenchQuery& query, const std::string& seed) {
  Parameters asked = {{"q", query.text},
                      {"interpret", "false"},
                      {"origin", "declared"},
                      {"facets", "sector,label,kind,departement,region"},
                      {"seed", seed}};
  for (const std::string& sector : query.sectors) asked.emplace("sector", sector);
  for (const std::string& label : query.labels) asked.emplace("label", label);
  for (const std::string& kind : query.kinds) asked.emplace("kind", kind);
  if (!query.departement.empty()) asked.emplace("territory", "departement:" + query.departement);
  if (!query.region.empty()) asked.emplace("territory", "region:" + query.region);
  if (is_given(query.km)) {
    asked.emplace("near", query.lat + ',' + query.lon);
    asked.emplace("radius_km", query.km);
  }
  if (is_given(query.offset))
    asked.emplace("page", std::to_string(std::atoi(query.offset.c_str()) / per_page + 1));
  return asked;
}

}  // namespace filon
