#include "searchd/http/problem.h"

#include <httplib.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

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
  rapidjson::StringBuffer text;
  rapidjson::Writer<rapidjson::StringBuffer> json(text);
  const auto put = [&json](const char* key, std::string_view value) {
    json.Key(key);
    json.String(value.data(), static_cast<rapidjson::SizeType>(value.size()));
  };
  json.StartObject();
  put("type", "about:blank");
  put("title", reason_of(problem.status));
  json.Key("status");
  json.Int(problem.status);
  put("detail", prefers_english(request) ? problem.english : problem.french);
  put("code", problem.code);
  json.EndObject();
  response.status = problem.status;
  response.set_content(text.GetString(), text.GetSize(), "application/problem+json");
}

}  // namespace filon
