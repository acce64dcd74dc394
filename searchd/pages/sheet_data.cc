#include "searchd/pages/sheet_data.h"

#include <fmt/ranges.h>

#include "searchd/pages/filters_data.h"
#include "searchd/pages/french.h"
#include "searchd/pages/structure_data.h"

namespace filon {
namespace {

std::string reach_of(const Structure& s) {
  std::vector<std::string> ways;
  for (const std::string& way : {s.contact.phone, s.contact.email, s.website})
    if (!way.empty()) ways.push_back(way);
  if (ways.empty() && !s.contact.url.empty()) ways.push_back(s.contact.url);
  return fmt::format("{}", fmt::join(ways, " · "));
}

}  // namespace

PageData sheet_rows_data(const SearchResult& result, const Tables& tables) {
  PageData rows(PageData::type::list);
  size_t rank = 0;
  for (const FoundStructure& found : result.found) {
    const auto structure = read_structure(found.data);
    if (!structure) continue;
    PageData item = structure_data(*structure, tables);
    item.set("rank", std::to_string(++rank));
    set_text(item, "siret", structure->siret);
    set_text(item, "distance", found.hit.km ? french_distance(*found.hit.km) : "");
    set_text(item, "contact", reach_of(*structure));
    rows.push_back(item);
  }
  return rows;
}

void add_sheet_head(PageData& data, const SearchResult& result, const PageState& state,
                    const Tables& tables) {
  set_text(data, "q", result.request.q);
  set_list(data, "active", active_filters(result, state, tables));
  const Today today = paris_day(std::chrono::system_clock::now());
  data.set("today", french_day(today.text));
  data.set("built_day", french_day(result.snapshot->manifest.built_at));
  data.set("generation", std::to_string(result.snapshot->manifest.generation));
  data.set("seed", result.seed);
  data.set("back", results_url(state, tables));
  data.set("replay", "/?" + search_query(state, tables));
  data.set("sources", sources_data(*result.snapshot));
}

}  // namespace filon
