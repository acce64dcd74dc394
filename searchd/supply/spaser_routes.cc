#include "searchd/supply/spaser_routes.h"

#include <httplib.h>

#include <array>

#include "searchd/answer_http.h"
#include "searchd/api.h"
#include "searchd/http/problem_answer.h"
#include "searchd/log.h"
#include "searchd/supply/spaser.h"
#include "searchd/with_index.h"

namespace filon {
namespace {

enum class Form { Json, Csv, Xlsx };

struct SpaserRoute {
  const char* path;
  Form form;
};
constexpr std::array spaser_routes = {SpaserRoute{"/api/v1/spaser", Form::Json},
                                      SpaserRoute{"/api/v1/spaser.csv", Form::Csv},
                                      SpaserRoute{"/api/v1/spaser.xlsx", Form::Xlsx}};

void send_file(httplib::Response& response, const char* name, std::string bytes, const char* type) {
  response.set_header("Content-Disposition", fmt::format("attachment; filename=\"{}\"", name));
  response.set_content(std::move(bytes), type);
}

void send_xlsx(const HttpRequest& http, httplib::Response& response, const Spaser& spaser,
               const Tables& tables) {
  auto workbook = to_xlsx(spaser, tables);
  if (!workbook) {
    log_event("error", "workbook not made", workbook.error().message);
    return write_problem(http, response, {.code = ProblemCode::Internal});
  }
  send_file(response, "filon-spaser.xlsx", *std::move(workbook),
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
}

void answer_spaser(const Service& service, const HttpRequest& http, httplib::Response& response,
                   std::shared_ptr<const Snapshot> snapshot, const SpaserRoute& route) {
  const Tables& tables = service.tables;
  const auto places = read_spaser_places(http.params, tables.territories);
  if (!places) return write_problem(http, response, places.error());
  std::string question;
  for (const PlaceId place : *places) question += tables.territories.to_string(place) + '|';
  if (not_modified(http, response, etag_of(*snapshot, route.path, question))) return;
  const Spaser spaser = measure_spaser(*places, std::move(snapshot), tables);
  switch (route.form) {
    case Form::Json:
      return send_json(response, to_json(spaser, tables));
    case Form::Csv:
      return send_file(response, "filon-spaser.csv", to_csv(spaser, tables),
                       "text/csv; charset=utf-8; header=present");
    case Form::Xlsx:
      return send_xlsx(http, response, spaser, tables);
  }
}

}  // namespace

void add_spaser_routes(Router& router, const Service& service) {
  for (const SpaserRoute& route : spaser_routes)
    router.add("GET", route.path,
               with_index(service, {"parts", "territory"},
                          [&service, &route](const HttpRequest& http, httplib::Response& response,
                                             std::shared_ptr<const Snapshot> snapshot) {
                            answer_spaser(service, http, response, std::move(snapshot), route);
                          }));
}

}  // namespace filon
