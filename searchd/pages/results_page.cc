#include "searchd/pages/results_page.h"

#include <httplib.h>

#include <algorithm>

#include "searchd/pages/french.h"
#include "searchd/pages/place_form.h"
#include "searchd/pages/results_data.h"
#include "searchd/pages/sheet_data.h"
#include "searchd/pages/structure_data.h"

namespace filon {
namespace {

constexpr int sheet_rows = 500;

Today today() { return paris_day(std::chrono::system_clock::now()); }

std::string title_of(const SearchResult& result) {
  const std::string found = counted(result.total, "structure", "structures");
  return result.request.q.empty() ? found : fmt::format("{} : {}", result.request.q, found);
}

// Only ids that are in the index: anyone may write anything into an address.
std::vector<std::string> retained_here(const Parameters& parameters, const Snapshot& snapshot) {
  std::vector<std::string> ids = read_retained(parameters);
  std::erase_if(ids, [&](const std::string& id) {
    return snapshot.with_term(std::string(id_prefix) + id).empty();
  });
  return ids;
}

void redirect(httplib::Response& response, const std::string& url) {
  response.status = 303;
  response.set_header("Location", url);
}

std::vector<FoundStructure> records_of(const std::vector<std::string>& ids,
                                       const Snapshot& snapshot) {
  std::vector<FoundStructure> found;
  for (const std::string& id : ids)
    for (const uint32_t document : snapshot.with_term(std::string(id_prefix) + id))
      if (auto data = snapshot.record(document))
        found.push_back({{.document = document}, *std::move(data), "", {}});
  return found;
}

}  // namespace

bool asks_something(const Parameters& parameters) {
  const auto& names = search_parameter_names();
  return std::any_of(parameters.begin(), parameters.end(), [&](const auto& parameter) {
    const std::string& name = parameter.first;
    return name == "lieu" || name == "retenir" ||
           std::find(names.begin(), names.end(), name) != names.end();
  });
}

void send_results(const PageWriter& pages, const HttpRequest& http, httplib::Response& response,
                  std::shared_ptr<const Snapshot> snapshot) {
  const Tables& tables = pages.service.tables;
  const PlaceForm place = read_place_form(http, tables);
  if (place.moved) return redirect(response, *place.moved);
  auto request = parse_search_request(http.params, tables, *snapshot, Strictness::Lenient);
  if (!request) return pages.problem(http, response, request.error());
  PageState state{*request, "", snapshot->manifest.generation,
                  retained_here(http.params, *snapshot)};
  const auto result = search(*request, std::move(snapshot), tables, today());
  if (!result) return pages.problem(http, response, result.error());
  state.seed = result->seed;
  Page page{.title = title_of(*result), .name = "results", .indexed = false};
  page.values = results_data(*result, state, pages.outlines, tables);
  page.feed_query = normalised_filters(state.request, tables);
  page.has_feed = true;
  set_text(page.values, "unknown_place", place.unknown);
  PageData passed_over(PageData::type::list);
  for (const Problem& problem : state.request.passed_over)
    passed_over.push_back(detail(problem, Language::French));
  page.values.set("passed_over", passed_over);
  page.values.set("has_tiles", !pages.settings.tile_url.empty());
  page.values.set("tile_url", pages.settings.tile_url);
  page.values.set("tile_credit", pages.settings.tile_credit);
  pages.send(http, response, page);
}

void send_sheet(const PageWriter& pages, const HttpRequest& http, httplib::Response& response,
                std::shared_ptr<const Snapshot> snapshot) {
  const Tables& tables = pages.service.tables;
  Parameters parameters = http.params;
  for (const char* name : {"page", "per_page"}) parameters.erase(name);
  auto request = parse_search_request(parameters, tables, *snapshot, Strictness::Lenient);
  if (!request) return pages.problem(http, response, request.error());
  PageState state{*request, "", snapshot->manifest.generation,
                  retained_here(http.params, *snapshot)};
  request->per_page = sheet_rows;
  auto result = search(*request, snapshot, tables, today());
  if (!result) return pages.problem(http, response, result.error());
  state.seed = result->seed;
  Page page{.title = "Fiche de sourçage", .name = "sheet", .indexed = false};
  const bool chosen = !state.retained.empty();
  page.values.set("chosen", chosen);
  page.values.set("searched", counted(result->total, "structure", "structures"));
  page.values.set("cut", !chosen && result->total > sheet_rows);
  if (chosen) result->found = records_of(state.retained, *snapshot);
  page.values.set("rows", sheet_rows_data(*result, tables));
  page.values.set("count", counted(result->found.size(), "structure", "structures"));
  add_sheet_head(page.values, *result, state, tables);
  pages.send(http, response, page);
}

}  // namespace filon
