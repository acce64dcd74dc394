#include "searchd/plans/plan_routes.h"

#include <httplib.h>

#include "searchd/answer_http.h"
#include "searchd/exports/send_workbook.h"
#include "searchd/http/problem_answer.h"
#include "searchd/parameter_reader.h"
#include "searchd/plans/plans.h"
#include "searchd/plans/plans_xlsx.h"
#include "searchd/request_places.h"
#include "searchd/with_index.h"

namespace filon {
namespace {

constexpr const char* plans_path = "/api/v1/plans";
constexpr const char* plans_xlsx_path = "/api/v1/plans.xlsx";

// What tools say they send a table as; the bytes tell CSV from XLSX.
bool is_table(std::string_view type) {
  type = type.substr(0, type.find(';'));
  for (const std::string_view known :
       {"text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/octet-stream"})
    if (type == known) return true;
  return false;
}

Problem wrong_type() {
  return {.code = ProblemCode::UnsupportedMediaType,
          .param = "",
          .value = "",
          .allowed = {},
          .suggestion = "",
          .reason_fr =
              "Ici, envoyez le fichier lui-même avec « Content-Type: text/csv » ou "
              "« application/octet-stream » (CSV ou XLSX).",
          .reason_en =
              "Here, send the file itself with 'Content-Type: text/csv' or "
              "'application/octet-stream' (CSV or XLSX)."};
}

Answer<Plans> read_plans(const Service& service, const HttpRequest& http,
                         std::shared_ptr<const Snapshot> snapshot, const Today& today) {
  ParameterReader reader(http.params, Strictness::Strict);
  PlanFileOptions options;
  for (size_t i = 0; i < plan_column_count; ++i)
    options.named[i] = reader.text(parameter_of(static_cast<PlanColumn>(i))).value_or("");
  options.sheet = reader.text("sheet").value_or("");
  SearchRequest where;
  read_territories(reader, http.params, service.tables.territories, where);
  if (reader.problem()) return refuse(*reader.problem());
  if (!is_table(http.header("content-type"))) return refuse(wrong_type());
  auto file = read_plan_file(http.body, options);
  if (!file) return refuse(file.error());
  return measure_plans(*std::move(file), where.territories, std::move(snapshot), service.tables,
                       today);
}

void answer_plans_json(const Service& service, const HttpRequest& http, httplib::Response& response,
                       std::shared_ptr<const Snapshot> snapshot) {
  const Today today = paris_day(std::chrono::system_clock::now());
  const auto plans = read_plans(service, http, std::move(snapshot), today);
  if (!plans) return write_problem(http, response, plans.error());
  send_json(response, plans_json(*plans, service.tables));
}

void answer_plans_xlsx(const Service& service, const HttpRequest& http, httplib::Response& response,
                       std::shared_ptr<const Snapshot> snapshot) {
  const Today today = paris_day(std::chrono::system_clock::now());
  const auto plans = read_plans(service, http, std::move(snapshot), today);
  if (!plans) return write_problem(http, response, plans.error());
  const auto sent = send_workbook(response, plans_file_name(today),
                                  [&] { return plans_xlsx(*plans, service.tables, today); });
  if (!sent) write_problem(http, response, sent.error());
}

}  // namespace

void add_plan_routes(Router& router, const Service& service) {
  std::vector<std::string> parameters = {"sheet", "territory"};
  for (size_t i = 0; i < plan_column_count; ++i)
    parameters.emplace_back(parameter_of(static_cast<PlanColumn>(i)));
  router.add("POST", plans_path,
             with_index(service, parameters,
                        [&service](const HttpRequest& http, httplib::Response& response,
                                   std::shared_ptr<const Snapshot> snapshot) {
                          answer_plans_json(service, http, response, std::move(snapshot));
                        }));
  router.add("POST", plans_xlsx_path,
             with_index(service, parameters,
                        [&service](const HttpRequest& http, httplib::Response& response,
                                   std::shared_ptr<const Snapshot> snapshot) {
                          answer_plans_xlsx(service, http, response, std::move(snapshot));
                        }));
}

std::vector<BodyAllowance> plan_bodies() {
  return {{plans_path, max_plan_bytes}, {plans_xlsx_path, max_plan_bytes}};
}

}  // namespace filon
