#include "searchd/pages/territory_changes.h"

#include <fmt/format.h>

#include "searchd/pages/french.h"
#include "searchd/url_text.h"

namespace filon {
namespace {

// "+3", "−1", "=": the sign is said even where there is none.
std::string difference(uint64_t before, uint64_t after) {
  if (after == before) return "=";
  return after > before ? "+" + french_number(after - before) : "−" + french_number(before - after);
}

std::string both(uint64_t before, uint64_t after) {
  return before == after ? french_number(after)
                         : fmt::format("{} → {}", french_number(before), french_number(after));
}

PageData move_of(const std::string& name, const SupplyCell& before, const SupplyCell& after) {
  const auto eligible = [&](Eligible which) {
    const auto i = static_cast<size_t>(which);
    return both(before.eligible[i], after.eligible[i]);
  };
  PageData move;
  move.set("name", name);
  move.set("before", french_number(before.legal_entities));
  move.set("after", french_number(after.legal_entities));
  move.set("difference", difference(before.legal_entities, after.legal_entities));
  move.set("handicap", eligible(Eligible::Handicap));
  move.set("insertion", eligible(Eligible::Insertion));
  move.set("ess", eligible(Eligible::Ess));
  return move;
}

void set_comparison(PageData& values, const SupplyChanges& changes, const Tables& tables) {
  const std::string place = tables.territories.to_string(changes.places.front());
  const SupplyCell before = changes.before.cell(place, ""), after = changes.after.cell(place, "");
  values.set("from", french_day(changes.before.built_at));
  values.set("to", french_day(changes.after.built_at));
  values.set("before", counted(before.legal_entities, "entité juridique", "entités juridiques"));
  values.set("after", french_number(after.legal_entities));
  values.set("difference", difference(before.legal_entities, after.legal_entities));
  PageData moves(PageData::type::list);
  for (const Sector& sector : tables.sectors.all()) {
    const SupplyCell was = changes.before.cell(place, sector.slug);
    const SupplyCell is = changes.after.cell(place, sector.slug);
    if (was != is) moves.push_back(move_of(sector.name, was, is));
  }
  set_list(values, "moves", moves);
  QueryString query;
  query.add("territory", place);
  query.add("from", changes.before.built_at.substr(0, 10));
  const std::string path = "/api/v1/spaser/changes";
  values.set("changes_json", path + "?" + query.text());
  values.set("changes_csv", path + ".csv?" + query.text());
  values.set("changes_xlsx", path + ".xlsx?" + query.text());
}

// Each day once; the newest is what the page shows anyway.
PageData days_of(const std::vector<KeptSummary>& kept, const std::string& chosen) {
  PageData days(PageData::type::list);
  for (size_t i = 0; i + 1 < kept.size(); ++i) {
    if (kept[i].day == kept[i + 1].day) continue;
    PageData day;
    day.set("value", kept[i].day);
    day.set("name", french_day(kept[i].day));
    day.set("chosen", kept[i].day == chosen);
    days.push_back(day);
  }
  return days;
}

}  // namespace

void set_changes(PageData& values, PlaceId place, const std::string& since,
                 std::vector<KeptSummary> kept, const Tables& tables) {
  const bool of_commune = tables.territories[place].kind == TerritoryKind::Commune;
  const bool any = !of_commune && !kept.empty() && kept.front().day != kept.back().day;
  values.set("has_changes", any);
  values.set("compared", false);
  if (!any) return;
  std::string chosen;
  if (!since.empty())
    if (const auto changes = compare({place}, {since, ""}, kept)) {
      values.set("compared", true);
      chosen = changes->before.built_at.substr(0, 10);
      set_comparison(values, *changes, tables);
    }
  values.set("days", days_of(kept, chosen));
}

}  // namespace filon
