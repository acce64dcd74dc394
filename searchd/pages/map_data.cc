#include "searchd/pages/map_data.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "searchd/pages/french.h"
#include "searchd/tables.h"

namespace filon {
namespace {

constexpr int shades = 5;

// By the square root: one département of many structures must not leave all others pale.
int shade_of(uint64_t count, uint64_t most) {
  if (count == 0 || most == 0) return 0;
  const double part = std::sqrt(static_cast<double>(count) / static_cast<double>(most));
  return std::clamp(static_cast<int>(std::ceil(part * shades)), 1, shades);
}

std::string link_to(PlaceId place, const PageState& state, const Tables& tables) {
  return results_url(changed(state,
                             [&](SearchRequest& r) {
                               const bool given = r.territories == std::vector{place};
                               r.territories.clear();
                               if (!given) r.territories.push_back(place);
                             }),
                     tables);
}

}  // namespace

PageData departements_data(const SearchResult& result, const PageState& state,
                           const Outlines& outlines, const Tables& tables) {
  const auto& counts = result.facet(Facet::Departement);
  uint32_t most = 0;
  for (const FacetValue& value : counts) most = std::max(most, value.count);
  std::map<std::string, const Outline*, std::less<>> shapes;
  for (const Outline& outline : outlines) shapes["departement:" + outline.code] = &outline;

  PageData rows(PageData::type::list), shown(PageData::type::list), apart(PageData::type::list);
  for (const FacetValue& value : counts) {
    const auto place = tables.territories.parse(value.value());
    if (!place) continue;
    PageData item;
    item.set("name", std::string(value.name()));
    item.set("count", french_number(value.count));
    item.set("words", counted(value.count, "structure", "structures"));
    item.set("shade", std::to_string(shade_of(value.count, most)));
    item.set("selected", value.selected);
    item.set("url", link_to(*place, state, tables));
    rows.push_back(item);
    const auto shape = shapes.find(value.value());
    if (shape == shapes.end()) {
      apart.push_back(item);
      continue;
    }
    item.set("path", shape->second->path);
    shown.push_back(item);
    shapes.erase(shape);
  }
  PageData empty(PageData::type::list);
  for (const auto& [code, outline] : shapes) empty.push_back(PageData("path", outline->path));
  PageData data;
  set_list(data, "rows", rows);
  data.set("shown", shown);
  data.set("empty", empty);
  set_list(data, "apart", apart);
  return data;
}

}  // namespace filon
