#include "searchd/api.h"

#include <httplib.h>

#include <algorithm>

#include "annuaire/schema.h"
#include "annuaire/stable_hash.h"
#include "annuaire/text.h"
#include "searchd/answer_http.h"
#include "searchd/depth/depth_routes.h"
#include "searchd/exports/export_routes.h"
#include "searchd/feeds/feed_routes.h"
#include "searchd/http/problem_answer.h"
#include "searchd/http/router.h"
#include "searchd/needs/needs_routes.h"
#include "searchd/parameter_reader.h"
#include "searchd/plans/plan_routes.h"
#include "searchd/record_json.h"
#include "searchd/record_lookup.h"
#include "searchd/reference_json.h"
#include "searchd/search_json.h"
#include "searchd/searcher.h"
#include "searchd/similar.h"
#include "searchd/suggest.h"
#include "searchd/supply/spaser_routes.h"
#include "searchd/territory_json.h"
#include "searchd/with_index.h"

namespace filon {
namespace {

void answer_search(const Service& service, const HttpRequest& http, httplib::Response& response,
                   std::shared_ptr<const Snapshot> snapshot) {
  const auto request =
      parse_search_request(http.params, service.tables, *snapshot, Strictness::Strict);
  if (!request) return write_problem(http, response, request.error());
  const Today today = paris_day(std::chrono::system_clock::now());
  const std::string question = fmt::format("{}|{}|{}", normalised_request(*request, service.tables),
                                           seed_of(*request, service.tables, today), today.text);
  if (not_modified(http, response, etag_of(*snapshot, "structures", question))) return;
  SentAnswers& sent = snapshot->sent;
  if (sent.send(question, http, response)) return;
  const auto result = search(*request, snapshot, service.tables, today);
  if (!result) return write_problem(http, response, result.error());
  sent.send_and_keep(question, http, response, to_json(*result, service.tables));
}

void answer_suggest(const Service& service, const HttpRequest& http, httplib::Response& response,
                    std::shared_ptr<const Snapshot> snapshot) {
  ParameterReader reader(http.params, Strictness::Strict);
  const auto q = reader.bounded_text("q", max_q_bytes);
  const int limit = reader.integer("limit", 1, max_suggestions, 10);
  std::string seed = reader.seed();
  if (!q && !reader.problem())
    reader.report({.code = ProblemCode::MissingParameter,
                   .param = "q",
                   .reason_fr = "Donnez le début d'un nom, d'un métier ou d'un lieu.",
                   .reason_en = "Give the beginning of a name, a trade or a place."});
  if (reader.problem()) return write_problem(http, response, *reader.problem());
  // The day alone: the order of equals must not change from one key to the next.
  if (seed.empty()) seed = paris_day(std::chrono::system_clock::now()).text;
  const std::string question = fmt::format("{}|{}|{}", limit, seed, *q);
  if (not_modified(http, response, etag_of(*snapshot, "suggest", question))) return;
  const auto found = suggest(*q, static_cast<size_t>(limit), seed, *snapshot, service.tables);
  send_json(response, to_json(found, seed));
}

void answer_record(const HttpRequest& http, httplib::Response& response,
                   std::shared_ptr<const Snapshot> snapshot) {
  const std::string& id = http.path_values.at("id");
  const auto place = find_record(*snapshot, id);
  if (!place) return write_problem(http, response, place.error());
  if (!place->document) return redirect_to_record(http, response, place->moved_to);
  if (not_modified(http, response, etag_of(*snapshot, "structure", id))) return;
  auto json = record_json(*place->document, *snapshot);
  if (!json) return write_problem(http, response, json.error());
  send_json(response, *std::move(json));
}

void answer_similar(const Service& service, const HttpRequest& http, httplib::Response& response,
                    std::shared_ptr<const Snapshot> snapshot) {
  ParameterReader reader(http.params, Strictness::Strict);
  const int per_page = reader.integer("per_page", 1, max_per_page, 10);
  std::string seed = reader.seed();
  if (reader.problem()) return write_problem(http, response, *reader.problem());
  const std::string& id = http.path_values.at("id");
  const auto place = find_record(*snapshot, id);
  if (!place) return write_problem(http, response, place.error());
  if (!place->document) return redirect_to_record(http, response, place->moved_to);
  const Today today = paris_day(std::chrono::system_clock::now());
  if (seed.empty()) seed = fmt::format("{}-{:08x}", today.text, stable_hash(id) & 0xFFFFFFFF);
  const std::string question = fmt::format("{}|{}|{}", id, per_page, seed);
  if (not_modified(http, response, etag_of(*snapshot, "similar", question))) return;
  const auto found = find_similar(*place->document, per_page, std::move(seed), std::move(snapshot),
                                  service.tables, today);
  if (!found) return write_problem(http, response, found.error());
  send_json(response, similar_json(id, *found));
}

void add_reference_routes(Router& router, const Service& service) {
  for (const ReferenceRoute& route : reference_routes())
    router.add("GET", route.path,
               with_index(service, {},
                          [&service, &route](const HttpRequest& http, httplib::Response& response,
                                             std::shared_ptr<const Snapshot> snapshot) {
                            if (!not_modified(http, response, etag_of(*snapshot, route.path, "")))
                              send_json(response, route.write(*snapshot, service.tables));
                          }));
}

void answer_places(const Service& service, const HttpRequest& http, httplib::Response& response,
                   std::shared_ptr<const Snapshot> snapshot) {
  ParameterReader reader(http.params, Strictness::Strict);
  const auto q = reader.text("q");
  const int limit = reader.integer("limit", 1, 50, 20);
  if (!q)
    reader.report({.code = ProblemCode::MissingParameter,
                   .param = "q",
                   .reason_fr = "Donnez un nom, un code postal ou un code.",
                   .reason_en = "Give a name, a post code or a code."});
  if (reader.problem()) return write_problem(http, response, *reader.problem());
  if (!not_modified(http, response,
                    etag_of(*snapshot, "territories", fmt::format("{}|{}", limit, *q))))
    send_json(response, places_json(*q, static_cast<size_t>(limit), service.tables));
}

void answer_place(const Service& service, const HttpRequest& http, httplib::Response& response,
                  std::shared_ptr<const Snapshot> snapshot) {
  const std::string& code = http.path_values.at("code");
  const auto place = service.tables.territories.parse(code);
  if (!place)
    return write_problem(http, response,
                         {.code = ProblemCode::NotFound,
                          .param = "code",
                          .value = code,
                          .suggestion = service.tables.territories.suggestion(code),
                          .reason_fr = "Formes admises : commune:21231, epci:242100410, "
                                       "departement:21, region:27, france.",
                          .reason_en = "Accepted forms: commune:21231, epci:242100410, "
                                       "departement:21, region:27, france."});
  if (!not_modified(http, response, etag_of(*snapshot, "territory", code)))
    send_json(response, place_json(*place, std::move(snapshot), service.tables));
}

}  // namespace

void add_health_routes(Router& router, const Service& service) {
  router.add("GET", "/healthz", [](const HttpRequest&, httplib::Response& response) {
    response.set_content("ok\n", "text/plain; charset=utf-8");
  });
  router.add("GET", "/readyz", [&service](const HttpRequest& http, httplib::Response& response) {
    if (!service.index.snapshot()->ready)
      return write_problem(http, response, {.code = ProblemCode::NotReady});
    response.set_content("ready\n", "text/plain; charset=utf-8");
  });
}

void add_api_routes(Router& router, const Service& service) {
  router.add("GET", "/api/v1/structures",
             with_index(service, search_parameter_names(),
                        [&service](const HttpRequest& http, httplib::Response& response,
                                   std::shared_ptr<const Snapshot> snapshot) {
                          answer_search(service, http, response, std::move(snapshot));
                        }));
  router.add("GET", "/api/v1/structures/{id}", with_index(service, {}, answer_record));
  router.add("GET", "/api/v1/structures/{id}/similar",
             with_index(service, {"per_page", "seed"},
                        [&service](const HttpRequest& http, httplib::Response& response,
                                   std::shared_ptr<const Snapshot> snapshot) {
                          answer_similar(service, http, response, std::move(snapshot));
                        }));
  router.add("GET", "/api/v1/suggest",
             with_index(service, {"q", "limit", "seed"},
                        [&service](const HttpRequest& http, httplib::Response& response,
                                   std::shared_ptr<const Snapshot> snapshot) {
                          answer_suggest(service, http, response, std::move(snapshot));
                        }));
  router.add("GET", "/api/v1/territories",
             with_index(service, {"q", "limit"},
                        [&service](const HttpRequest& http, httplib::Response& response,
                                   std::shared_ptr<const Snapshot> snapshot) {
                          answer_places(service, http, response, std::move(snapshot));
                        }));
  router.add("GET", "/api/v1/territories/{code}",
             with_index(service, {},
                        [&service](const HttpRequest& http, httplib::Response& response,
                                   std::shared_ptr<const Snapshot> snapshot) {
                          answer_place(service, http, response, std::move(snapshot));
                        }));
  add_export_routes(router, service);
  add_depth_routes(router, service);
  add_spaser_routes(router, service);
  add_feed_routes(router, service);
  add_needs_routes(router, service);
  add_plan_routes(router, service);
  add_reference_routes(router, service);
  add_health_routes(router, service);
}

}  // namespace filon
