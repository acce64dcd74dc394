#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "searchd/interpret/interpret.h"
#include "searchd/tables.h"

namespace filon {

/// A query with what a person who knows public purchasing says it means.
struct Judged {
  size_t line = 0;
  std::string q;
  std::vector<std::string> sectors;  ///< slugs, any of which may come first; empty: none is meant
  std::vector<std::string> places;   ///< "commune:21231" …, all of them, of territories or near
  std::vector<std::string> kinds;    ///< codes of kinds and of reservations ("r:insertion"), all
  bool ambiguous = false;            ///< the place must be asked ("?" in the column of places)
};

/// Reads a table of judged queries: q, sectors, places, kinds.
Result<std::vector<Judged>> read_judged(const std::filesystem::path& file);

/// How one reading compares with its judgement.
struct Verdict {
  bool has_sector = false, sector_first = false, sector_in_three = false;
  bool place = false, kinds = false;
  std::string got;  ///< one line, for people
  bool all() const { return (!has_sector || sector_in_three) && place && kinds; }
};
Verdict judge(const Judged& judged, const Interpretation& read);

/// Whether two readings say the same: the same first sector and the same others within three, the
/// same places and statuses.
bool reads_alike(const Interpretation& a, const Interpretation& b);

/// The same query as other hands type it: without accents, in capitals, with curly apostrophes,
/// with hyphens for spaces, in the plural, with one typing error.
struct Variant {
  std::string name, q;
};
std::vector<Variant> variants_of(const std::string& q, size_t seed);

struct Figures {
  size_t queries = 0, with_sector = 0, first = 0, in_three = 0, place = 0, kinds = 0;
  void count(const Verdict& verdict);
  double sector_at_1() const { return share(first, with_sector); }
  double sector_at_3() const { return share(in_three, with_sector); }
  double places_right() const { return share(place, queries); }
  double kinds_right() const { return share(kinds, queries); }
  static double share(size_t part, size_t whole) {
    return whole ? static_cast<double>(part) / static_cast<double>(whole) : 1;
  }
};

}  // namespace filon
