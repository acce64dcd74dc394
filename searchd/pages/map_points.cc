#include "searchd/pages/map_points.h"

#include <httplib.h>

#include "annuaire/json_writer.h"
#include "searchd/answer_http.h"
#include "searchd/http/problem_answer.h"
#include "searchd/match/place_fit.h"
#include "searchd/searcher.h"

namespace filon {
namespace {

std::string points_json(const Ranked& ranked) {
  const Image& image = *ranked.result.snapshot->image;
  JsonWriter json;
  json.begin_object().key("total").integer(static_cast<int64_t>(ranked.result.total));
  json.key("points").begin_array();
  for (const Hit& hit : ranked.hits) {
    const auto point = point_of(image, hit.document);
    if (!point) continue;
    json.begin_array().string(image.ids[hit.document]).string(image.shown_names[hit.document]);
    json.real(point->lat, 5).real(point->lon, 5).end_array();
  }
  json.end_array().end_object();
  return json.take();
}

}  // namespace

void send_points(const Service& service, const HttpRequest& http, httplib::Response& response,
                 std::shared_ptr<const Snapshot> snapshot) {
  Parameters parameters = http.params;
  for (const char* name : {"page", "per_page"}) parameters.erase(name);
  auto request = parse_search_request(parameters, service.tables, *snapshot, Strictness::Lenient);
  if (!request) return write_problem(http, response, request.error());
  request->per_page = max_rank;
  request->wanted_facets = {};
  const Today today = paris_day(std::chrono::system_clock::now());
  const std::string question =
      fmt::format("carte|{}|{}", normalised_request(*request, service.tables), today.text);
  if (not_modified(http, response, etag_of(*snapshot, "carte", question))) return;
  if (snapshot->sent.send(question, http, response)) return;
  const Ranked ranked = rank(*request, snapshot, service.tables, today);
  snapshot->sent.send_and_keep(question, http, response, points_json(ranked));
}

}  // namespace filon
