#pragma once

#include <map>
#include <string>
#include <vector>

#include "searchd/needs/needs.h"
#include "searchd/tables.h"

namespace filon {

/// A published notice, from FILON_REAL_DATA/real/tenders.jsonl.
struct Notice {
  std::string object, cpv;
  bool several_codes = false;
};
Result<std::vector<Notice>> read_notices(const std::filesystem::path& folder);

/// How well codes are told on notices that have one; shares of 1.
struct CpvFigures {
  size_t notices = 0;
  double first = 0, among_three = 0;
  std::map<std::string, std::pair<size_t, size_t>> by_division;  ///< right first, notices
  double macro() const;  ///< mean over divisions of the share that is right first
};
/// Of the divisions that the directory's trades are bought under.
CpvFigures measure_cpv(const std::vector<Notice>& notices, const std::vector<Needs>& read);

/// Notices of divisions that no trade is bought under, and how many are given none that is likely.
struct HonestyFigures {
  size_t notices = 0, without_likely_sector = 0;
  double share() const;
};
HonestyFigures measure_honesty(const std::vector<Notice>& notices, const std::vector<Needs>& read);

}  // namespace filon
