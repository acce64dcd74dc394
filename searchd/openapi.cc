#include "searchd/openapi.h"

#include <httplib.h>

#include <fstream>
#include <sstream>

#include "annuaire/stable_hash.h"
#include "searchd/answer_http.h"
#include "searchd/http/router.h"

namespace filon {

Status add_openapi_route(Router& router, const std::filesystem::path& web_root) {
  const auto file = web_root / "openapi.json";
  std::ifstream in(file);
  std::stringstream text;
  text << in.rdbuf();
  if (!in) return fail(ErrorCode::NotFound, "{}: cannot be read; see --web-root", file.string());
  const std::string etag = fmt::format("\"{:016x}\"", stable_hash(text.str()));
  router.add("GET", "/openapi.json",
             [document = text.str(), etag](const HttpRequest& http, httplib::Response& response) {
               if (!not_modified(http, response, etag)) send_json(response, document);
             });
  return done();
}

}  // namespace filon
