#include "searchd/pages/pages.h"

#include <httplib.h>

#include "annuaire/data_dir.h"
#include "searchd/http/router.h"
#include "searchd/pages/developers_page.h"
#include "searchd/pages/embed_page.h"
#include "searchd/pages/home_page.h"
#include "searchd/pages/lots_page.h"
#include "searchd/pages/map_points.h"
#include "searchd/pages/plans_page.h"
#include "searchd/pages/record_data.h"
#include "searchd/pages/results_page.h"
#include "searchd/pages/structure_data.h"
#include "searchd/pages/territory_page.h"
#include "searchd/record_lookup.h"
#include "searchd/static_files.h"
#include "searchd/tables.h"

namespace filon {
namespace {

using PageHandler = void (*)(const PageWriter&, const HttpRequest&, httplib::Response&,
                             std::shared_ptr<const Snapshot>);

void send_first(const PageWriter& pages, const HttpRequest& http, httplib::Response& response,
                std::shared_ptr<const Snapshot> snapshot) {
  const PageHandler handler = asks_something(http.params) ? send_results : send_home;
  handler(pages, http, response, std::move(snapshot));
}

void send_record(const PageWriter& pages, const HttpRequest& http, httplib::Response& response,
                 std::shared_ptr<const Snapshot> snapshot) {
  const Tables& tables = pages.service.tables;
  const auto place = find_record(*snapshot, http.path_values.at("id"));
  if (!place) return pages.problem(http, response, place.error());
  if (!place->document) return redirect_to_record(http, response, place->moved_to);
  const auto data = snapshot->record(*place->document);
  if (!data) return pages.problem(http, response, data.error());
  const auto structure = read_structure(*data);
  if (!structure) return pages.problem(http, response, {.code = ProblemCode::Internal});
  Page page{.title = structure->display_name(), .name = "record"};
  page.description = fmt::format("{}, {} : statut, activités, contact et sources.",
                                 structure->display_name(), place_in_words(*structure, tables));
  page.structured = structured_data(*structure, tables);
  page.values = record_data(*structure, snapshot->manifest, tables);
  set_list(page.values, "sites", other_sites_data(*structure, *snapshot, tables));
  set_list(page.values, "similar",
           similar_data(*place->document, structure->id, std::move(snapshot), tables));
  set_text(page.values, "operator", pages.settings.contact);
  pages.send(http, response, page);
}

void send_about(const PageWriter& pages, const HttpRequest& http, httplib::Response& response,
                std::shared_ptr<const Snapshot> snapshot) {
  Page page{.title = "À propos", .name = "about"};
  page.values.set("sources", sources_data(*snapshot));
  set_text(page.values, "operator", pages.settings.contact);
  pages.send(http, response, page);
}

void send_map_points(const PageWriter& pages, const HttpRequest& http, httplib::Response& response,
                     std::shared_ptr<const Snapshot> snapshot) {
  send_points(pages.service, http, response, std::move(snapshot));
}

struct PageRoute {
  const char* path;
  PageHandler handler;
};
constexpr std::array page_routes = {PageRoute{"/", send_first},
                                    PageRoute{"/structures/{id}", send_record},
                                    PageRoute{"/sourcage", send_sheet},
                                    PageRoute{"/carte.json", send_map_points},
                                    PageRoute{"/a-propos", send_about},
                                    PageRoute{"/integrer", send_integrate},
                                    PageRoute{"/embed", send_embed},
                                    PageRoute{"/developpeurs", send_developers},
                                    PageRoute{"/territoires/{code}", send_territory},
                                    PageRoute{"/lots", send_lots},
                                    PageRoute{"/lots/achats", send_plans}};

Router::Handler when_ready(const std::shared_ptr<const PageWriter>& pages, PageHandler handler) {
  return [pages, handler](const HttpRequest& http, httplib::Response& response) {
    auto snapshot = pages->service.index.snapshot();
    if (!snapshot->ready) return pages->problem(http, response, {.code = ProblemCode::NotReady});
    handler(*pages, http, response, std::move(snapshot));
  };
}

}  // namespace

Status add_page_routes(Router& router, const Service& service,
                       const std::filesystem::path& web_root, PageSettings settings) {
  auto templates = Templates::load(web_root / "templates");
  if (!templates) return std::move(templates).failure();
  auto outlines = load_outlines(data_dir());
  if (!outlines) return std::move(outlines).failure();
  const auto files = StaticFiles::load(web_root / "static");
  if (!files) return fail(files.error());
  files->add_routes(router);
  const auto pages = std::make_shared<const PageWriter>(
      service, *std::move(templates), *std::move(outlines), files->base(), std::move(settings));
  for (const PageRoute& route : page_routes)
    router.add("GET", route.path, when_ready(pages, route.handler));
  router.add("POST", "/lots", when_ready(pages, send_lots));  // a pasted need may be long
  router.add("POST", "/lots/achats", when_ready(pages, send_plans));
  router.set_problem_writer(
      [pages](const HttpRequest& http, httplib::Response& response, const Problem& problem) {
        pages->problem(http, response, problem);
      });
  return add_file_route(router, "/widget.js", web_root / "widget.js");
}

}  // namespace filon
