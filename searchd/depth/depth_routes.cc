#include "searchd/depth/depth_routes.h"

#include <httplib.h>

#include <algorithm>
#include <cctype>

#include "searchd/answer_http.h"
#include "searchd/api.h"
#include "searchd/depth/depth_json.h"
#include "searchd/http/problem_answer.h"
#include "searchd/with_index.h"

namespace filon {
namespace {

// "application/json", whatever its case and parameters.
bool is_json(std::string_view type) {
  type = type.substr(0, type.find(';'));
  while (!type.empty() && type.back() == ' ') type.remove_suffix(1);
  constexpr std::string_view json = "application/json";
  return std::equal(type.begin(), type.end(), json.begin(), json.end(), [](char a, char b) {
    return std::tolower(static_cast<unsigned char>(a)) == b;
  });
}

void answer_depth(const Service& service, const HttpRequest& http, httplib::Response& response,
                  std::shared_ptr<const Snapshot> snapshot) {
  if (!is_json(http.header("content-type")))
    return write_problem(http, response,
                         {.code = ProblemCode::UnsupportedMediaType,
                          .reason_fr = "Il faut « Content-Type: application/json ».",
                          .reason_en = "It must be 'Content-Type: application/json'."});
  const auto request = parse_depth_request(http.body, service.tables, *snapshot);
  if (!request) return write_problem(http, response, request.error());
  const Today today = paris_day(std::chrono::system_clock::now());
  const Depth depth = measure_depth(*request, std::move(snapshot), service.tables, today);
  auto json = to_json(depth, service.tables);
  if (!json) return write_problem(http, response, json.error());
  send_json(response, *std::move(json));
}

}  // namespace

void add_depth_routes(Router& router, const Service& service) {
  router.add("POST", "/api/v1/depth",
             with_index(service, {},
                        [&service](const HttpRequest& http, httplib::Response& response,
                                   std::shared_ptr<const Snapshot> snapshot) {
                          answer_depth(service, http, response, std::move(snapshot));
                        }));
}

}  // namespace filon
