#include "searchd/depth/depth_routes.h"

#include <httplib.h>

#include "searchd/answer_http.h"
#include "searchd/api.h"
#include "searchd/body_reader.h"
#include "searchd/depth/depth_json.h"
#include "searchd/http/problem_answer.h"
#include "searchd/with_index.h"

namespace filon {
namespace {

void answer_depth(const Service& service, const HttpRequest& http, httplib::Response& response,
                  std::shared_ptr<const Snapshot> snapshot) {
  const auto body = read_json_body(http);
  if (!body) return write_problem(http, response, body.error());
  const auto request = read_depth_request(*body, service.tables, *snapshot);
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
