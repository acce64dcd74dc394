// Reads every notice of FILON_REAL_DATA and prints how well. With a word as argument, prints each
// notice too, for whoever extends the tables: object, published code, codes, trades, places.
#include <fmt/core.h>

#include <chrono>
#include <cstdlib>

#include "annuaire/data_dir.h"
#include "tests/needs/notices.h"

namespace filon {
namespace {

void print_notice(const Notice& notice, const Needs& needs) {
  fmt::print("{}{}\t{}\t", notice.cpv, notice.several_codes ? "+" : "", notice.object);
  for (const NeedCpv& code : needs.whole.cpv) fmt::print("{} ", code.code);
  fmt::print("\t");
  for (const NeedSector& sector : needs.whole.sectors)
    fmt::print("{}={} ", sector.slug, sector.confidence);
  fmt::print("\t");
  for (const Reading& place : needs.whole.territories) fmt::print("{} ", place.value);
  fmt::print("\t{}\n", needs.lots.size());
}

int run(const char* folder, bool each) {
  const auto tables = Tables::load(data_dir());
  if (!tables) return fmt::print(stderr, "{}\n", tables.error().message), 1;
  const auto notices = read_notices(folder);
  if (!notices) return fmt::print(stderr, "{}\n", notices.error().message), 1;
  const auto start = std::chrono::steady_clock::now();
  std::vector<Needs> read;
  for (const Notice& notice : *notices) read.push_back(read_needs(notice.object, *tables));
  const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
  if (each)
    for (size_t i = 0; i < read.size(); ++i) print_notice((*notices)[i], read[i]);
  const CpvFigures cpv = measure_cpv(*notices, read);
  const HonestyFigures honesty = measure_honesty(*notices, read);
  for (const auto& [division, counts] : cpv.by_division)
    fmt::print("division {}: {} of {}\n", division, counts.first, counts.second);
  fmt::print("notices read: {} in {:.0f} ms\n", read.size(), took.count());
  fmt::print("CPV division on {}: first {:.3f}, among three {:.3f}, macro {:.3f}\n", cpv.notices,
             cpv.first, cpv.among_three, cpv.macro());
  fmt::print("no likely sector on {} notices of other divisions: {:.3f}\n", honesty.notices,
             honesty.share());
  return 0;
}

}  // namespace
}  // namespace filon

int main(int argc, char**) {
  const char* const folder = std::getenv("FILON_REAL_DATA");
  if (!folder) return fmt::print(stderr, "set FILON_REAL_DATA\n"), 2;
  return filon::run(folder, argc > 1);
}
