#include "searchd/pages/embed_page.h"

#include <fmt/ranges.h>

#include <algorithm>

#include "searchd/pages/french.h"
#include "searchd/pages/place_form.h"
#include "searchd/pages/results_data.h"
#include "searchd/url_text.h"

namespace filon {
namespace {

constexpr int frame_hits = 10;

std::string theme_of(const Parameters& parameters) {
  const auto given = parameters.find("theme");
  const std::string theme = given == parameters.end() ? "" : given->second;
  return theme == "light" || theme == "dark" ? theme : "auto";
}

// The frame keeps its filters whatever its reader types.
PageData kept_data(const Parameters& parameters) {
  PageData list(PageData::type::list);
  for (const auto& [name, value] : parameters) {
    const auto& known = search_parameter_names();
    const bool ours = name == "theme" || std::find(known.begin(), known.end(), name) != known.end();
    if (!ours || name == "q" || name == "page" || name == "seed" || value.empty()) continue;
    PageData item;
    item.set("name", name);
    item.set("value", value);
    list.push_back(item);
  }
  return list;
}

std::string frame_url(const PageState& state, const Tables& tables, const std::string& theme,
                      int page) {
  return fmt::format("/embed?{}&page={}&theme={}", search_query(state, tables), page, theme);
}

}  // namespace

void send_embed(const PageWriter& pages, const HttpRequest& http, httplib::Response& response,
                std::shared_ptr<const Snapshot> snapshot) {
  const Tables& tables = pages.service.tables;
  auto request = parse_search_request(http.params, tables, *snapshot, Strictness::Lenient);
  if (!request) return pages.problem(http, response, request.error());
  request->per_page = frame_hits;
  const Today today = paris_day(std::chrono::system_clock::now());
  const auto result = search(*request, std::move(snapshot), tables, today);
  if (!result) return pages.problem(http, response, result.error());
  const PageState state{*request, result->seed, result->snapshot->manifest.generation, {}};
  const std::string theme = theme_of(http.params);
  Page page{.title = "Recherche Filon", .name = "embed", .indexed = false, .frame = "frame"};
  page.values.set("theme", theme);
  set_text(page.values, "q", request->q);
  page.values.set("kept", kept_data(http.params));
  page.values.set("total", counted(result->total, "structure", "structures"));
  page.values.set("none", result->total == 0);
  page.values.set("hits", hits_data(*result, state, tables));
  const auto last = (std::min<uint64_t>(result->total, max_rank) + frame_hits - 1) / frame_hits;
  if (request->page > 1)
    page.values.set("previous", frame_url(state, tables, theme, request->page - 1));
  if (static_cast<uint64_t>(request->page) < last)
    page.values.set("next", frame_url(state, tables, theme, request->page + 1));
  page.values.set("whole", results_url(state, tables));
  page.values.set("parents", fmt::format("{}", fmt::join(pages.settings.frames, " ")));
  pages.send(http, response, page);
}

}  // namespace filon
