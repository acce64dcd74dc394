#include "searchd/exports/export_routes.h"

#include <httplib.h>

#include "searchd/answer_http.h"
#include "searchd/exports/csv_export.h"
#include "searchd/exports/geojson_export.h"
#include "searchd/exports/send_workbook.h"
#include "searchd/exports/xlsx_export.h"
#include "searchd/http/problem_answer.h"
#include "searchd/log.h"
#include "searchd/parameter_reader.h"
#include "searchd/with_index.h"

namespace filon {
namespace {

/// A search to be written to a file, once it is known that the client does not hold it already.
struct ExportTask {
  SearchRequest request;
  std::shared_ptr<const Snapshot> snapshot;
  Today today;
};

/// The parameters of the search that say which structures, and in which order. A file is one piece
/// and has no counts: page, per_page and facets would be accepted and without effect.
std::vector<std::string> export_parameters() {
  std::vector<std::string> names = search_parameter_names();
  std::erase_if(names, [](const std::string& name) {
    return name == "page" || name == "per_page" || name == "facets" || name == "generation";
  });
  return names;
}

/// Reads the request; answers 400 or 304 itself, and then gives nothing. `format` tells the files
/// of one question apart.
std::optional<ExportTask> read_task(const Service& service, const HttpRequest& http,
                                    httplib::Response& response,
                                    std::shared_ptr<const Snapshot> snapshot,
                                    const Parameters& parameters, std::string_view format) {
  auto request = parse_search_request(parameters, service.tables, *snapshot, Strictness::Strict);
  if (!request) return write_problem(http, response, request.error()), std::nullopt;
  request->per_page = max_rank;
  request->wanted_facets = {};
  Today today = paris_day(std::chrono::system_clock::now());
  // The day stands in the file, also when the seed is given.
  const std::string question = fmt::format("{}|{}|{}", normalised_request(*request, service.tables),
                                           seed_of(*request, service.tables, today), today.text);
  if (not_modified(http, response, etag_of(*snapshot, format, question))) return std::nullopt;
  return ExportTask{*std::move(request), std::move(snapshot), std::move(today)};
}

void name_file(httplib::Response& response, const Today& today, std::string_view extension) {
  response.set_header(
      "Content-Disposition",
      fmt::format("attachment; filename=\"filon-structures-{}.{}\"", today.text, extension));
}

void send_streamed(httplib::Response& response, const char* type, Producer produce) {
  response.set_chunked_content_provider(
      type, [produce = std::move(produce)](size_t, httplib::DataSink& sink) {
        std::string part;
        const Produced produced = produce(part);
        if (produced == Produced::Failed) {
          log_event("error", "export broken off", "a stored record cannot be read");
          return false;
        }
        if (!sink.write(part.data(), part.size())) return false;
        if (produced == Produced::Done) sink.done();
        return true;
      });
}

void answer_csv(const Service& service, const HttpRequest& http, httplib::Response& response,
                std::shared_ptr<const Snapshot> snapshot) {
  ParameterReader reader(http.params, Strictness::Strict);
  const char separator = reader.choice("separator", {";", ","}, 0) == 0 ? ';' : ',';
  if (reader.problem()) return write_problem(http, response, *reader.problem());
  Parameters search = http.params;
  search.erase("separator");
  auto task = read_task(service, http, response, std::move(snapshot), search,
                        separator == ';' ? "csv;" : "csv,");
  if (!task) return;
  name_file(response, task->today, "csv");
  Ranked ranked = rank(task->request, task->snapshot, service.tables, task->today);
  ExportNote note = note_of(ranked, service.tables, task->today);
  send_streamed(response, "text/csv; charset=utf-8; header=present",
                csv_export(std::move(ranked), std::move(note), service.tables, separator));
}

void answer_geojson(const Service& service, const HttpRequest& http, httplib::Response& response,
                    std::shared_ptr<const Snapshot> snapshot) {
  auto task = read_task(service, http, response, std::move(snapshot), http.params, "geojson");
  if (!task) return;
  name_file(response, task->today, "geojson");
  Ranked ranked = rank(task->request, task->snapshot, service.tables, task->today);
  ExportNote note = note_of(ranked, service.tables, task->today);
  send_streamed(response, "application/geo+json",
                geojson_export(std::move(ranked), std::move(note), service.tables));
}

void answer_xlsx(const Service& service, const HttpRequest& http, httplib::Response& response,
                 std::shared_ptr<const Snapshot> snapshot) {
  auto task = read_task(service, http, response, std::move(snapshot), http.params, "xlsx");
  if (!task) return;
  const auto sent = send_workbook(
      response, fmt::format("filon-structures-{}.xlsx", task->today.text),
      [&]() -> Result<UnnamedFile> {
        Ranked ranked = rank(task->request, task->snapshot, service.tables, task->today);
        const ExportNote note = note_of(ranked, service.tables, task->today);
        return xlsx_export(std::move(ranked), note, service.tables);
      });
  if (!sent) write_problem(http, response, sent.error());
}

constexpr const char* csv_path = "/api/v1/structures.csv";
constexpr const char* geojson_path = "/api/v1/structures.geojson";
constexpr const char* xlsx_path = "/api/v1/structures.xlsx";

}  // namespace

std::vector<std::string> export_paths() { return {csv_path, geojson_path, xlsx_path}; }

void add_export_routes(Router& router, const Service& service) {
  std::vector<std::string> csv_parameters = export_parameters();
  csv_parameters.emplace_back("separator");
  router.add("GET", csv_path,
             with_index(service, csv_parameters,
                        [&service](const HttpRequest& http, httplib::Response& response,
                                   std::shared_ptr<const Snapshot> snapshot) {
                          answer_csv(service, http, response, std::move(snapshot));
                        }));
  router.add("GET", geojson_path,
             with_index(service, export_parameters(),
                        [&service](const HttpRequest& http, httplib::Response& response,
                                   std::shared_ptr<const Snapshot> snapshot) {
                          answer_geojson(service, http, response, std::move(snapshot));
                        }));
  router.add("GET", xlsx_path,
             with_index(service, export_parameters(),
                        [&service](const HttpRequest& http, httplib::Response& response,
                                   std::shared_ptr<const Snapshot> snapshot) {
                          answer_xlsx(service, http, response, std::move(snapshot));
                        }));
}

}  // namespace filon
