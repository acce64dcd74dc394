#include "searchd/pages/page_state.h"

#include <algorithm>

#include "searchd/tables.h"
#include "searchd/url_text.h"

namespace filon {

std::vector<std::string> read_retained(const Parameters& parameters) {
  std::vector<std::string> ids;
  const auto [first, last] = parameters.equal_range("retenir");
  for (auto it = first; it != last && ids.size() < max_retained; ++it)
    if (!it->second.empty() && std::find(ids.begin(), ids.end(), it->second) == ids.end())
      ids.push_back(it->second);
  return ids;
}

std::string search_query(const PageState& state, const Tables& tables) {
  QueryString more;
  const Sort sort = state.request.sort;
  more.add("sort", sort == Sort::Relevance ? "" : to_string(sort));
  more.add("seed", state.seed);
  const std::string filters = normalised_filters(state.request, tables);
  return filters + (filters.empty() ? "" : "&") + more.text();
}

std::string results_url(const PageState& state, const Tables& tables, int page) {
  QueryString more;
  if (page > 1) {
    more.add("page", std::to_string(page));
    more.add("generation", std::to_string(state.generation));
  }
  for (const std::string& id : state.retained) more.add("retenir", id);
  const std::string query = search_query(state, tables);
  return "/?" + query + (more.text().empty() ? "" : "&") + more.text();
}

std::string record_url(const std::string& id) { return "/structures/" + percent_encode(id); }

}  // namespace filon
