#include "searchd/plans/plans.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "searchd/depth/lot_sectors.h"
#include "searchd/snapshot.h"
#include "searchd/tables.h"

namespace filon {
namespace {

constexpr size_t most_lots_at_once = 16;  // match_lots() takes no more

// The code stands in a sentence as papers write it, so that one reader reads all.
std::string need_text(const PlanRow& row) {
  std::string text = row.title;
  if (!row.cpv.empty()) text += fmt::format(" (CPV {})", row.cpv);
  if (!row.text.empty()) text += '\n' + row.text;
  return text;
}

// Five digits can be the INSEE code of a commune too: those that some post office has are its post
// code.
bool is_post_code(const std::string& cell, const Tables& tables) {
  return cell.size() == 5 && !tables.territories.communes_of_post_code(cell).empty();
}

// No more bytes than that, cut between two characters.
std::string shown(const std::string& text, size_t most) {
  if (text.size() <= most) return text;
  while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0) == 0x80) --most;
  return text.substr(0, most) + "…";
}

// The cell's own place first, then what the words of the need say, then what the request asks.
void find_places(PlanLine& line, const std::vector<PlaceId>& where, const Tables& tables,
                 std::vector<PlanDoubt>& doubts) {
  const auto add = [&](const std::vector<Reading>& readings) {
    for (const Reading& reading : readings)
      if (const auto place = tables.territories.parse(reading.value))
        line.territories.push_back(*place);
  };
  if (const std::string& cell = line.row.territory; !cell.empty()) {
    const bool post_code = is_post_code(cell, tables);
    for (const char* kind : {"", "departement:", "commune:"})
      if (line.territories.empty() && !post_code)
        if (const auto place = tables.territories.parse(kind + cell))
          line.territories.push_back(*place);
    if (line.territories.empty())
      add(read_needs((post_code ? "à CP " : "à ") + cell, tables).whole.territories);
    if (line.territories.empty())
      doubts.push_back(
          {line.row.line, fmt::format("le lieu « {} » n'est pas reconnu, ou plusieurs lieux "
                                      "s'appellent ainsi : la ligne est comptée sans lui ; ajoutez "
                                      "le département ou le code postal",
                                      shown(cell, 80))});
  }
  if (line.territories.empty()) add(line.need.territories);
  if (line.territories.empty()) line.territories = where;
  std::sort(line.territories.begin(), line.territories.end());
  line.territories.erase(std::unique(line.territories.begin(), line.territories.end()),
                         line.territories.end());
}

void check_code(const PlanRow& row, std::vector<PlanDoubt>& doubts) {
  if (row.cpv.empty()) return;
  const auto digits =
      std::count_if(row.cpv.begin(), row.cpv.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (digits < 8)
    doubts.push_back({row.line, fmt::format("« {} » n'est pas un code CPV de huit chiffres",
                                            shown(row.cpv, 40))});
}

// Lines of one place share a plan, and one pass over the index counts sixteen of them.
void count_supply(std::vector<PlanLine>& lines, const Snapshot& snapshot, const Tables& tables,
                  const Today& today) {
  std::map<std::vector<PlaceId>, std::vector<PlanLine*>> by_place;
  for (PlanLine& line : lines)
    if (line.matched()) by_place[line.territories].push_back(&line);
  for (const auto& [territories, members] : by_place) {
    SearchRequest where;
    where.territories = territories;
    const Plan plan = make_plan(where, {}, tables, snapshot, "plans", today.number);
    const Coverage known = coverage(plan, snapshot);
    for (size_t first = 0; first < members.size(); first += most_lots_at_once) {
      const size_t past = std::min(first + most_lots_at_once, members.size());
      std::vector<WantedSectors> wanted;
      for (size_t i = first; i < past; ++i)
        wanted.push_back(wanted_sectors(members[i]->sectors, tables, snapshot));
      const auto found = match_lots(wanted, plan, snapshot);
      for (size_t i = first; i < past; ++i) {
        members[i]->counts = count_lot(found[i - first], Cutoffs().distance_km, plan, snapshot);
        members[i]->coverage = known;
      }
    }
  }
}

}  // namespace

Plans measure_plans(PlanFile file, const std::vector<PlaceId>& where,
                    std::shared_ptr<const Snapshot> snapshot, const Tables& tables,
                    const Today& today) {
  Plans plans{std::move(snapshot), std::move(file), {}, 0};
  for (PlanRow& row : plans.file.rows) {
    PlanLine line;
    line.row = std::move(row);
    line.need = read_needs(need_text(line.row), tables).whole;
    line.sectors = likely_sectors(line.need);
    find_places(line, where, tables, plans.file.doubts);
    check_code(line.row, plans.file.doubts);
    plans.lines.push_back(std::move(line));
  }
  plans.file.rows.clear();
  std::stable_sort(plans.file.doubts.begin(), plans.file.doubts.end(),
                   [](const PlanDoubt& a, const PlanDoubt& b) { return a.line < b.line; });
  count_supply(plans.lines, *plans.snapshot, tables, today);
  std::stable_partition(plans.lines.begin(), plans.lines.end(),
                        [](const PlanLine& line) { return !line.matched(); });
  plans.unmatched =
      static_cast<size_t>(std::count_if(plans.lines.begin(), plans.lines.end(),
                                        [](const PlanLine& line) { return !line.matched(); }));
  return plans;
}

}  // namespace filon
