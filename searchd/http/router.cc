#include "searchd/http/router.h"

#include <fmt/ranges.h>
#include <httplib.h>

#include <algorithm>

namespace filon {
namespace {

bool is_variable(std::string_view part) { return part.starts_with('{') && part.ends_with('}'); }

std::vector<std::string> split(std::string_view path) {
  std::vector<std::string> parts;
  while (!path.empty()) {
    path.remove_prefix(1);  // the slash
    const size_t end = std::min(path.find('/'), path.size());
    parts.emplace_back(path.substr(0, end));
    path.remove_prefix(end);
  }
  return parts;
}

bool matches(const std::vector<std::string>& parts, const std::vector<std::string>& segments) {
  return std::equal(parts.begin(), parts.end(), segments.begin(), segments.end(),
                    [](const std::string& part, const std::string& segment) {
                      return is_variable(part) ? !segment.empty() : part == segment;
                    });
}

}  // namespace

void Router::add(std::string method, std::string_view pattern, Handler handler) {
  routes_.push_back({std::move(method), std::string(pattern), split(pattern), std::move(handler)});
}

std::vector<std::pair<std::string, std::string>> Router::routes() const {
  std::vector<std::pair<std::string, std::string>> all;
  for (const Route& route : routes_) all.emplace_back(route.method, route.pattern);
  return all;
}

const Router::Route* Router::find(std::string_view method,
                                  const std::vector<std::string>& segments) const {
  const Route* best = nullptr;
  const auto variables = [](const Route& route) {
    return std::count_if(route.parts.begin(), route.parts.end(), is_variable);
  };
  for (const Route& route : routes_)
    if (route.method == method && matches(route.parts, segments) &&
        (best == nullptr || variables(route) < variables(*best)))
      best = &route;
  return best;
}

/// The value of Allow for a path; "" when no route has it.
std::string Router::allowed(const std::vector<std::string>& segments) const {
  std::vector<std::string> methods;
  for (const Route& route : routes_) {
    if (!matches(route.parts, segments)) continue;
    methods.push_back(route.method);
    if (route.method == "GET") methods.emplace_back("HEAD");
  }
  if (methods.empty()) return "";
  methods.emplace_back("OPTIONS");
  std::sort(methods.begin(), methods.end());
  methods.erase(std::unique(methods.begin(), methods.end()), methods.end());
  return fmt::format("{}", fmt::join(methods, ", "));
}

void Router::answer(HttpRequest& request, httplib::Response& response) const {
  route(request, response);
  if (finisher_) finisher_(request, response);
}

void Router::route(HttpRequest& request, httplib::Response& response) const {
  const Route* found = find(request.method, request.segments);
  if (found == nullptr && request.method == "HEAD") found = find("GET", request.segments);
  if (found == nullptr) return answer_unrouted(request, response);
  request.route = found->pattern;
  for (size_t i = 0; i < found->parts.size(); ++i) {
    const std::string& part = found->parts[i];
    if (is_variable(part))
      request.path_values[part.substr(1, part.size() - 2)] = request.segments[i];
  }
  found->handler(request, response);
}

void Router::answer_unrouted(const HttpRequest& request, httplib::Response& response) const {
  const std::string allow = allowed(request.segments);
  if (allow.empty()) return problem_(request, response, {.code = ProblemCode::NotFound});
  response.set_header("Allow", allow);
  if (request.method == "OPTIONS") {
    response.status = 204;
    return;
  }
  problem_(request, response,
           {.code = ProblemCode::MethodNotAllowed,
            .value = request.method,
            .reason_fr = fmt::format("Méthodes possibles : {}.", allow),
            .reason_en = fmt::format("Possible methods: {}.", allow)});
}

}  // namespace filon
