#include "searchd/json_body.h"

#include <algorithm>
#include <set>

#include "annuaire/text.h"

namespace filon {
namespace {

bool is_json(std::string_view content_type) {
  std::string_view type = content_type.substr(0, content_type.find(';'));
  while (!type.empty() && type.back() == ' ') type.remove_suffix(1);
  static constexpr std::string_view json = "application/json";
  return type.size() == json.size() &&
         std::equal(type.begin(), type.end(), json.begin(),
                    [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a + 32 : a) == b; });
}

Problem wrong_body(std::string french, std::string english) {
  return {.code = ProblemCode::InvalidValue,
          .param = "body",
          .value = "corps",
          .reason_fr = std::move(french),
          .reason_en = std::move(english)};
}

}  // namespace

Answer<Json> read_json_body(const HttpRequest& request,
                            std::initializer_list<std::string_view> members) {
  if (!is_json(request.header("content-type")))
    return refuse({.code = ProblemCode::UnsupportedMediaType});
  auto json = parse_json(request.body);
  if (!json)
    return refuse(wrong_body("Ce n'est pas du JSON : " + json.error().message + ".",
                             "It is no JSON: " + json.error().message + "."));
  if (!json->is(Json::Type::Object))
    return refuse(wrong_body("Un objet JSON est attendu.", "A JSON object is expected."));
  std::set<std::string_view> seen;
  for (const auto& [name, value] : json->members()) {
    if (std::find(members.begin(), members.end(), name) == members.end())
      return refuse({.code = ProblemCode::UnknownParameter,
                     .param = name,
                     .suggestion = nearest(name, {members.begin(), members.end()})});
    if (!seen.insert(name).second)
      return refuse({.code = ProblemCode::RepeatedParameter, .param = name});
  }
  return *std::move(json);
}

}  // namespace filon
