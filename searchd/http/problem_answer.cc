#include "searchd/http/problem_answer.h"

#include <httplib.h>

#include <algorithm>
#include <cstdlib>

namespace filon {
namespace {

/// The weight that a list like "fr-FR, en;q=0.8" gives to a language; -1 when it is not in it.
double weight_of(std::string_view list, std::string_view language) {
  double best = -1;
  while (!list.empty()) {
    const size_t comma = std::min(list.find(','), list.size());
    std::string_view item = list.substr(0, comma);
    list.remove_prefix(std::min(comma + 1, list.size()));
    item.remove_prefix(std::min(item.find_first_not_of(" \t"), item.size()));
    if (!item.starts_with(language)) continue;
    const size_t quality = item.find("q=");
    const std::string text(quality == item.npos ? "1" : item.substr(quality + 2));
    best = std::max(best, std::strtod(text.c_str(), nullptr));
  }
  return best;
}

}  // namespace

bool prefers_english(const HttpRequest& request) {
  const std::string_view list = request.header("accept-language");
  const double english = weight_of(list, "en");
  return english > 0 && english > weight_of(list, "fr");
}

void write_problem(const HttpRequest& request, httplib::Response& response,
                   const Problem& problem) {
  response.status = http_status(problem.code);
  // What the good answer would have been known by must not make a cache keep this one.
  response.headers.erase("ETag");
  response.headers.erase("Cache-Control");
  response.set_header("Cache-Control", "no-store");
  response.set_content(
      to_json(problem, prefers_english(request) ? Language::English : Language::French),
      "application/problem+json");
}

}  // namespace filon
