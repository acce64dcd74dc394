#include "tests/needs/notices.h"

#include <algorithm>
#include <array>
#include <fstream>

#include "annuaire/json.h"

namespace filon {
namespace {

constexpr std::array<std::string_view, 18> judged = {"03", "15", "18", "22", "30", "39",
                                                     "55", "60", "63", "64", "72", "77",
                                                     "79", "80", "85", "90", "92", "98"};
// Divisions without a row in the correspondence of trades and codes that buyers' notices of this
// set are of.
constexpr std::array<std::string_view, 9> unnamed = {"16", "35", "38", "41", "48",
                                                     "65", "66", "70", "73"};

template <size_t N>
bool is_of(const Notice& notice, const std::array<std::string_view, N>& divisions) {
  return std::find(divisions.begin(), divisions.end(), notice.cpv.substr(0, 2)) != divisions.end();
}

}  // namespace

Result<std::vector<Notice>> read_notices(const std::filesystem::path& folder) {
  const auto file = folder / "real" / "tenders.jsonl";
  std::ifstream in(file);
  std::vector<Notice> notices;
  for (std::string line; std::getline(in, line);) {
    const auto json = parse_json(line);
    if (!json)
      return fail(ErrorCode::Invalid, "{}:{}: {}", file.string(), notices.size() + 1,
                  json.error().message);
    notices.push_back({(*json)["objet"].text(), (*json)["cpv"].text(), json->has("cpv_alt")});
  }
  if (notices.empty()) return fail(ErrorCode::NotFound, "{}: no notices", file.string());
  return notices;
}

double CpvFigures::macro() const {
  double sum = 0;
  for (const auto& [division, counts] : by_division)
    sum += static_cast<double>(counts.first) / static_cast<double>(counts.second);
  return by_division.empty() ? 0 : sum / static_cast<double>(by_division.size());
}

CpvFigures measure_cpv(const std::vector<Notice>& notices, const std::vector<Needs>& read) {
  CpvFigures figures;
  size_t first = 0, three = 0;
  for (size_t i = 0; i < notices.size(); ++i) {
    if (notices[i].several_codes || !is_of(notices[i], judged)) continue;
    const std::string division = notices[i].cpv.substr(0, 2);
    const auto& codes = read[i].whole.cpv;
    auto& [right, all] = figures.by_division[division];
    ++all;
    ++figures.notices;
    const auto is_right = [&](const NeedCpv& code) { return code.code.starts_with(division); };
    if (!codes.empty() && is_right(codes.front())) ++first, ++right;
    three += std::any_of(codes.begin(),
                         codes.begin() + static_cast<ptrdiff_t>(std::min<size_t>(codes.size(), 3)),
                         is_right);
  }
  const double count = static_cast<double>(std::max<size_t>(figures.notices, 1));
  figures.first = static_cast<double>(first) / count;
  figures.among_three = static_cast<double>(three) / count;
  return figures;
}

double HonestyFigures::share() const {
  return notices ? static_cast<double>(without_likely_sector) / static_cast<double>(notices) : 0;
}

HonestyFigures measure_honesty(const std::vector<Notice>& notices, const std::vector<Needs>& read) {
  HonestyFigures figures;
  for (size_t i = 0; i < notices.size(); ++i) {
    if (!is_of(notices[i], unnamed)) continue;
    ++figures.notices;
    const auto& sectors = read[i].whole.sectors;
    figures.without_likely_sector +=
        std::none_of(sectors.begin(), sectors.end(),
                     [](const NeedSector& sector) { return sector.confidence >= 50; });
  }
  return figures;
}

}  // namespace filon
