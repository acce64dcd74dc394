#include "searchd/supply/spaser_routes.h"

#include <httplib.h>

#include "searchd/answer_http.h"
#include "searchd/api.h"
#include "searchd/exports/send_workbook.h"
#include "searchd/http/problem_answer.h"
#include "searchd/supply/changes.h"
#include "searchd/supply/spaser.h"
#include "searchd/with_index.h"

namespace filon {
namespace {

enum class Form { Json, Csv, Xlsx };

/// One question in three forms.
struct SupplyRoute {
  std::string path, file_name;
  Form form;
};

std::vector<SupplyRoute> forms_of(const std::string& path, const std::string& file_name) {
  return {{path, "", Form::Json},
          {path + ".csv", file_name + ".csv", Form::Csv},
          {path + ".xlsx", file_name + ".xlsx", Form::Xlsx}};
}

void send_table(const HttpRequest& http, httplib::Response& response, const SupplyTable& table,
                const SupplyRoute& route) {
  if (route.form == Form::Csv) {
    response.set_header("Content-Disposition",
                        fmt::format("attachment; filename=\"{}\"", route.file_name));
    return response.set_content(to_csv(table), "text/csv; charset=utf-8; header=present");
  }
  const auto sent = send_workbook(response, route.file_name, [&] { return to_xlsx(table); });
  if (!sent) write_problem(http, response, sent.error());
}

std::string question_of(const std::vector<PlaceId>& places, const Territories& territories) {
  std::string question;
  for (const PlaceId place : places) question += territories.to_string(place) + '|';
  return question;
}

void answer_spaser(const Service& service, const HttpRequest& http, httplib::Response& response,
                   std::shared_ptr<const Snapshot> snapshot, const SupplyRoute& route) {
  const Tables& tables = service.tables;
  const auto places = read_spaser_places(http.params, tables.territories);
  if (!places) return write_problem(http, response, places.error());
  const std::string etag = etag_of(*snapshot, route.path, question_of(*places, tables.territories));
  if (not_modified(http, response, etag)) return;
  const Spaser spaser = measure_spaser(*places, std::move(snapshot), tables);
  if (route.form == Form::Json) return send_json(response, to_json(spaser, tables));
  send_table(http, response, spaser_table(spaser, tables), route);
}

void answer_changes(const Service& service, const HttpRequest& http, httplib::Response& response,
                    std::shared_ptr<const Snapshot> snapshot, const SupplyRoute& route) {
  const Tables& tables = service.tables;
  const auto changes = read_changes(http.params, service.index.folder(),
                                    snapshot->manifest.generation, tables.territories);
  if (!changes) return write_problem(http, response, changes.error());
  const std::string question =
      fmt::format("{}{}|{}", question_of(changes->places, tables.territories),
                  changes->before.generation, changes->after.generation);
  if (not_modified(http, response, etag_of(*snapshot, route.path, question))) return;
  if (route.form == Form::Json) return send_json(response, changes_json(*changes, tables));
  send_table(http, response, changes_table(*changes, tables), route);
}

using SupplyHandler = void (*)(const Service&, const HttpRequest&, httplib::Response&,
                               std::shared_ptr<const Snapshot>, const SupplyRoute&);

void add_forms(Router& router, const Service& service, const std::vector<SupplyRoute>& routes,
               const std::vector<std::string>& parameters, SupplyHandler handler) {
  for (const SupplyRoute& route : routes)
    router.add(
        "GET", route.path,
        with_index(service, parameters,
                   [&service, route, handler](const HttpRequest& http, httplib::Response& response,
                                              std::shared_ptr<const Snapshot> snapshot) {
                     handler(service, http, response, std::move(snapshot), route);
                   }));
}

}  // namespace

void add_spaser_routes(Router& router, const Service& service) {
  add_forms(router, service, forms_of("/api/v1/spaser", "filon-spaser"), {"parts", "territory"},
            answer_spaser);
  add_forms(router, service, forms_of("/api/v1/spaser/changes", "filon-spaser-evolution"),
            {"from", "parts", "territory", "to"}, answer_changes);
}

}  // namespace filon
