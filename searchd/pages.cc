#include "searchd/pages.h"

#include <httplib.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "annuaire/document.h"
#include "annuaire/stable_hash.h"
#include "annuaire/structure_json.h"
#include "searchd/answer_http.h"
#include "searchd/http/problem_answer.h"
#include "searchd/http/router.h"
#include "searchd/page_data.h"
#include "searchd/record_lookup.h"
#include "searchd/templates.h"
#include "searchd/url_text.h"

namespace filon {
namespace {

struct Pages {
  const Service& service;
  Templates templates;
  bool demo = false;

  void send(httplib::Response& response, const std::string& title, const std::string& name,
            const PageData& values) const {
    PageData page;
    page.set("title", title);
    page.set("demo", demo);
    page.set("content", templates.render(name, values));
    response.set_content(templates.render("layout", page), "text/html; charset=utf-8");
  }

  std::string form(const std::string& q, const std::string& place) const {
    PageData values;
    set_text(values, "q", q);
    set_text(values, "lieu", place);
    return templates.render("search_form", values);
  }

  void problem(const HttpRequest& http, httplib::Response& response, const Problem& what) const {
    if (http.path.starts_with("/api/")) return write_problem(http, response, what);
    PageData values;
    const int status = http_status(what.code);
    const std::string title = status == 404   ? "Page introuvable"
                              : status == 410 ? "Structure retirée de l'annuaire"
                                              : "Demande impossible";
    values.set("title", title);
    values.set("text", detail(what, Language::French));
    response.status = http_status(what.code);
    send(response, title, "problem", values);
  }
};

PageData home_examples() {
  PageData list(PageData::type::list);
  const std::vector<std::string> texts = {"nettoyage", "espaces verts", "traiteur",
                                          "blanchisserie"};
  for (const std::string& text : texts) {
    PageData item;
    item.set("text", text);
    item.set("url", "/?q=" + percent_encode(text));
    item.set("last", text == texts.back());
    list.push_back(item);
  }
  return list;
}

void send_home(const Pages& pages, const Snapshot& snapshot, httplib::Response& response) {
  PageData values;
  values.set("form", pages.form("", ""));
  values.set("examples", home_examples());
  values.set("structures", std::to_string(snapshot.manifest.structures));
  values.set("built_at", snapshot.manifest.built_at);
  values.set("built_day", french_day(snapshot.manifest.built_at));
  values.set("sources", sources_data(snapshot));
  pages.send(response, "Trouver un fournisseur de l'ESS", "home", values);
}

// The place someone typed becomes a territory of the search; "" of what none is called.
std::string read_place(const std::string& typed, const Territories& territories,
                       Parameters& parameters) {
  if (typed.empty()) return "";
  const auto found = territories.search(typed, 1);
  if (found.empty()) return typed;
  parameters.emplace("territory", territories.to_string(found[0]));
  return "";
}

void send_results(const Pages& pages, const HttpRequest& http, httplib::Response& response,
                  std::shared_ptr<const Snapshot> snapshot) {
  const Tables& tables = pages.service.tables;
  Parameters parameters = http.params;
  const auto typed = parameters.find("lieu");
  const std::string place = typed == parameters.end() ? "" : typed->second;
  const std::string unknown = read_place(place, tables.territories, parameters);
  auto request = parse_search_request(parameters, tables, *snapshot, Strictness::Lenient);
  if (!request) return pages.problem(http, response, request.error());
  const Today today = paris_day(std::chrono::system_clock::now());
  const auto result = search(*request, std::move(snapshot), tables, today);
  if (!result) return pages.problem(http, response, result.error());
  std::string shown = unknown;
  if (shown.empty() && request->territories.size() == 1)
    shown = tables.territories[request->territories[0]].name;
  PageData values = results_data(*result, tables, unknown);
  values.set("form", pages.form(request->q, shown));
  const std::string title = request->q.empty() ? "Résultats" : request->q + " : résultats";
  pages.send(response, title, "results", values);
}

bool asks_something(const Parameters& parameters) {
  const auto& names = search_parameter_names();
  for (const auto& [name, value] : parameters)
    if (name == "lieu" || std::find(names.begin(), names.end(), name) != names.end()) return true;
  return false;
}

void send_record(const Pages& pages, const HttpRequest& http, httplib::Response& response,
                 const std::shared_ptr<const Snapshot>& snapshot) {
  const auto place = find_record(*snapshot, http.path_values.at("id"));
  if (!place) return pages.problem(http, response, place.error());
  if (!place->document) return redirect_to_record(http, response, place->moved_to);
  const auto data = snapshot->record(*place->document);
  if (!data) return pages.problem(http, response, data.error());
  const auto [record, provenance] = split_data(*data);
  const auto structure = structure_from_json(record, provenance);
  if (!structure) return pages.problem(http, response, {.code = ProblemCode::Internal});
  pages.send(response, structure->display_name(), "record",
             record_data(*structure, pages.service.tables));
}

void send_about(const Pages& pages, const Snapshot& snapshot, httplib::Response& response) {
  PageData values;
  values.set("sources", sources_data(snapshot));
  pages.send(response, "À propos", "about", values);
}

using PageHandler =
    std::function<void(const HttpRequest&, httplib::Response&, std::shared_ptr<const Snapshot>)>;

Router::Handler when_ready(const std::shared_ptr<Pages>& pages, PageHandler handler) {
  return
      [pages, handler = std::move(handler)](const HttpRequest& http, httplib::Response& response) {
        auto snapshot = pages->service.index.snapshot();
        if (!snapshot->ready)
          return pages->problem(http, response, {.code = ProblemCode::NotReady});
        handler(http, response, std::move(snapshot));
      };
}

Status add_style(Router& router, const std::filesystem::path& file) {
  std::ifstream in(file);
  std::stringstream text;
  text << in.rdbuf();
  if (!in) return fail(ErrorCode::NotFound, "{}: cannot be read; see --web-root", file.string());
  const std::string etag = fmt::format("\"{:016x}\"", stable_hash(text.str()));
  router.add("GET", "/static/filon.css",
             [style = text.str(), etag](const HttpRequest& http, httplib::Response& response) {
               if (!not_modified(http, response, etag))
                 response.set_content(style, "text/css; charset=utf-8");
             });
  return done();
}

}  // namespace

Status add_page_routes(Router& router, const Service& service,
                       const std::filesystem::path& web_root) {
  auto templates = Templates::load(web_root / "templates");
  if (!templates) return std::move(templates).failure();
  const char* const demo = std::getenv("FILON_DEMO");
  const auto pages = std::make_shared<Pages>(
      Pages{service, *std::move(templates), demo && std::string_view(demo) == "1"});
  router.add("GET", "/",
             when_ready(pages, [pages](const HttpRequest& http, httplib::Response& response,
                                       std::shared_ptr<const Snapshot> snapshot) {
               if (asks_something(http.params))
                 send_results(*pages, http, response, std::move(snapshot));
               else
                 send_home(*pages, *snapshot, response);
             }));
  router.add("GET", "/structures/{id}",
             when_ready(pages, [pages](const HttpRequest& http, httplib::Response& response,
                                       const std::shared_ptr<const Snapshot>& snapshot) {
               send_record(*pages, http, response, snapshot);
             }));
  router.add("GET", "/a-propos",
             when_ready(pages, [pages](const HttpRequest&, httplib::Response& response,
                                       const std::shared_ptr<const Snapshot>& snapshot) {
               send_about(*pages, *snapshot, response);
             }));
  router.set_problem_writer(
      [pages](const HttpRequest& http, httplib::Response& response, const Problem& problem) {
        pages->problem(http, response, problem);
      });
  return add_style(router, web_root / "static" / "filon.css");
}

}  // namespace filon
