#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "searchd/http/http_request.h"
#include "searchd/http/problem_answer.h"

namespace filon {

/// Sends a request to the handler of its method and path. No std::regex, as httplib's routing has:
/// it recurses once a character, and overflows the stack on a long path.
class Router {
 public:
  using Handler = std::function<void(const HttpRequest&, httplib::Response&)>;
  using ProblemWriter = std::function<void(const HttpRequest&, httplib::Response&, const Problem&)>;

  /// pattern: "/api/v1/structures/{id}": a part in braces takes one decoded, non-empty segment,
  /// found in request.path_values. GET answers HEAD too. A literal part wins over a part in braces.
  void add(std::string method, std::string_view pattern, Handler handler);

  /// Every route, as method and pattern.
  std::vector<std::pair<std::string, std::string>> routes() const;

  /// Writes 404 and 405; problem+json unless set (pages want HTML).
  void set_problem_writer(ProblemWriter writer) { problem_ = std::move(writer); }

  /// Runs after every answer, errors and OPTIONS (204 with Allow) included: CORS, security headers.
  void set_finisher(Handler finisher) { finisher_ = std::move(finisher); }

  /// Fills request.path_values and request.route.
  void answer(HttpRequest& request, httplib::Response& response) const;

 private:
  struct Route {
    std::string method, pattern;
    std::vector<std::string> parts;
    Handler handler;
  };

  const Route* find(std::string_view method, const std::vector<std::string>& segments) const;
  std::string allowed(const std::vector<std::string>& segments) const;
  void route(HttpRequest& request, httplib::Response& response) const;
  void answer_unrouted(const HttpRequest& request, httplib::Response& response) const;

  std::vector<Route> routes_;
  ProblemWriter problem_ = write_problem;
  Handler finisher_;
};

}  // namespace filon
