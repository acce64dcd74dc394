#include "searchd/pages/map_points.h"

#include <httplib.h>

#include "annuaire/json.h"
#include "annuaire/json_writer.h"
#include "searchd/answer_http.h"
#include "searchd/http/problem_answer.h"
#include "searchd/match/place_fit.h"
#include "searchd/searcher.h"

namespace filon {
namespace {

/// The first members of a stored record: id, numbers, names. A comma and an unescaped quote cannot
/// stand inside a JSON string, so the cut is safe, and spares reading ten thousand whole records.
std::optional<Json> head_of(std::string_view record) {
  const size_t end = record.find(",\"active\":");
  if (end == std::string_view::npos) return std::nullopt;
  auto head = parse_json(std::string(record.substr(0, end)) + '}');
  if (!head) return std::nullopt;
  return *std::move(head);
}

void write_point(JsonWriter& json, std::string_view record, Point point) {
  const auto head = head_of(record);
  if (!head) return;
  const std::string& brand = (*head)["brand"].text();
  json.begin_array().string((*head)["id"].text());
  json.string(brand.empty() ? (*head)["name"].text() : brand);
  json.real(point.lat, 5).real(point.lon, 5).end_array();
}

std::string points_json(const Ranked& ranked) {
  const Snapshot& snapshot = *ranked.result.snapshot;
  JsonWriter json;
  json.begin_object().key("total").integer(static_cast<int64_t>(ranked.result.total));
  json.key("points").begin_array();
  for (const Hit& hit : ranked.hits) {
    const auto point = point_of(*snapshot.image, hit.document);
    if (!point) continue;
    if (const auto record = snapshot.record(hit.document)) write_point(json, *record, *point);
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
  const std::string question = normalised_request(*request, service.tables) + today.text;
  if (not_modified(http, response, etag_of(*snapshot, "carte", question))) return;
  send_json(response, points_json(rank(*request, std::move(snapshot), service.tables, today)));
}

}  // namespace filon
