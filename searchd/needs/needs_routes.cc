#include "searchd/needs/needs_routes.h"

#include <httplib.h>

#include "searchd/answer_http.h"
#include "searchd/body_reader.h"
#include "searchd/http/problem_answer.h"
#include "searchd/http/router.h"
#include "searchd/needs/needs.h"
#include "searchd/parameter_reader.h"

namespace filon {
namespace {

Answer<std::string> read_text(const HttpRequest& http) {
  ParameterReader reader(http.params, Strictness::Strict);
  reader.only({});
  if (reader.problem()) return refuse(*reader.problem());
  const auto body = read_json_body(http);
  if (!body) return refuse(body.error());
  BodyReader members;
  members.only(*body, "", {"text"});
  if (!body->has("text"))
    members.missing("text", "Donnez le texte du besoin.", "Give the text of the need.");
  if (members.problem()) return refuse(*members.problem());
  const Json& text = (*body)["text"];
  if (!text.is(Json::Type::String) || text.text().find_first_not_of(" \t\r\n") == std::string::npos)
    return refuse({.code = ProblemCode::InvalidValue,
                   .param = "text",
                   .value = text.is(Json::Type::String) ? text.text().substr(0, 20) : "…",
                   .reason_fr = "Un texte qui n'est pas vide est attendu.",
                   .reason_en = "A text that is not empty is expected."});
  if (text.text().size() > max_need_bytes)
    return refuse({.code = ProblemCode::TooLarge,
                   .param = "text",
                   .reason_fr = "Le texte d'un besoin compte 200 Kio au plus.",
                   .reason_en = "The text of a need has 200 KiB at most."});
  return text.text();
}

}  // namespace

void add_needs_routes(Router& router, const Service& service) {
  router.add("POST", "/api/v1/needs",
             [&service](const HttpRequest& http, httplib::Response& response) {
               const auto text = read_text(http);
               if (!text) return write_problem(http, response, text.error());
               send_json(response, needs_json(read_needs(*text, service.tables)));
             });
}

}  // namespace filon
