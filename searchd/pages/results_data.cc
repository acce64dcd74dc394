#include "searchd/pages/results_data.h"

#include <algorithm>

#include "searchd/pages/filters_data.h"
#include "searchd/pages/french.h"
#include "searchd/pages/map_data.h"
#include "searchd/pages/readings_data.h"
#include "searchd/pages/structure_data.h"
#include "searchd/tables.h"
#include "searchd/url_text.h"

namespace filon {
namespace {

void add_counts(PageData& data, const SearchResult& result) {
  const SearchRequest& request = result.applied;
  data.set("total", counted(result.total, "structure", "structures"));
  data.set("entities", counted(result.legal_entities, "entité juridique", "entités juridiques"));
  data.set("located",
           counted(result.coverage.located, "structure implantée", "structures implantées"));
  data.set("with_sector", french_number(result.coverage.with_sector));
  const bool place = !request.territories.empty() || request.near;
  data.set("where", place ? "dans ce lieu" : "en France");
  data.set("none", result.total == 0);
}

void add_retained(PageData& data, const PageState& state, const Tables& tables) {
  data.set("has_retained", !state.retained.empty());
  data.set("retained", counted(state.retained.size(), "structure retenue", "structures retenues"));
  QueryString ids;
  for (const std::string& id : state.retained) ids.add("retenir", id);
  data.set("retained_url", "/sourcage?" + ids.text() + "&" + search_query(state, tables));
  PageState none = state;
  none.retained.clear();
  data.set("retained_none_url", results_url(none, tables, state.request.page));
}

}  // namespace

PageData hits_data(const SearchResult& result, const PageState& state, const Tables& tables) {
  PageData hits(PageData::type::list);
  size_t rank = static_cast<size_t>((result.request.page - 1) * result.request.per_page);
  for (const FoundStructure& found : result.found) {
    const auto structure = read_structure(found.data);
    ++rank;
    if (!structure) continue;
    PageData item = hit_data(found, *structure, state, tables);
    item.set("rank", std::to_string(rank));
    hits.push_back(item);
  }
  return hits;
}

void add_paging(PageData& data, const SearchResult& result, const PageState& state,
                const Tables& tables) {
  const SearchRequest& request = result.request;
  const auto per_page = static_cast<uint64_t>(request.per_page);
  const uint64_t reachable = std::min<uint64_t>(result.total, max_rank);
  const auto last = static_cast<int>(std::max<uint64_t>(1, (reachable + per_page - 1) / per_page));
  data.set("first", std::to_string((request.page - 1) * request.per_page + 1));
  data.set("many_pages", last > 1);
  if (request.page > 1) data.set("previous", results_url(state, tables, request.page - 1));
  if (request.page < last) data.set("next", results_url(state, tables, request.page + 1));
  PageData pages(PageData::type::list);
  for (int page = 1; page <= last; ++page) {
    if (page != 1 && page != last && std::abs(page - request.page) > 2) continue;
    PageData item;
    item.set("number", std::to_string(page));
    item.set("url", results_url(state, tables, page));
    item.set("current", page == request.page);
    item.set("gap", page == last && page - request.page > 3);
    pages.push_back(item);
  }
  data.set("pages", pages);
}

PageData results_data(const SearchResult& result, const PageState& state, const Outlines& outlines,
                      const Tables& tables) {
  PageData data;
  set_text(data, "q", result.request.q);
  add_readings(data, result, state, tables);
  set_list(data, "active", active_filters(result, state, tables));
  add_counts(data, result);
  add_filters(data, result, state, tables);
  data.set("hits", hits_data(result, state, tables));
  add_paging(data, result, state, tables);
  add_retained(data, state, tables);
  data.set("map", departements_data(result, state, outlines, tables));
  const std::string query = search_query(state, tables);
  data.set("query", query);
  data.set("feed", "/feed.atom?" + normalised_filters(state.request, tables));
  data.set("json", "/api/v1/structures?" + query);
  data.set("sheet", "/sourcage?" + query);
  data.set("points", "/carte.json?" + query);
  data.set("permalink", "/?" + query);
  data.set("seed", result.seed);
  const int64_t served = result.snapshot->manifest.generation;
  data.set("index_changed", state.request.generation.value_or(served) != served);
  data.set("first_page", results_url(state, tables));
  data.set("generation", std::to_string(result.snapshot->manifest.generation));
  data.set("built_day", french_day(result.snapshot->manifest.built_at));
  return data;
}

}  // namespace filon
