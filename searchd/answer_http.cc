#include "searchd/answer_http.h"

#include <httplib.h>

#include "annuaire/stable_hash.h"
#include "searchd/snapshot.h"

namespace filon {

std::string etag_of(const Snapshot& snapshot, std::string_view part, std::string_view question) {
  const uint64_t hash = stable_hash(fmt::format("{}|{}", part, question));
  return fmt::format("\"{}-{:016x}\"", snapshot.etag, hash);
}

bool not_modified(const HttpRequest& request, httplib::Response& response,
                  const std::string& etag) {
  response.set_header("ETag", etag);
  response.set_header("Cache-Control", "public, max-age=60");
  const std::string_view held = request.header("if-none-match");
  if (held != "*" && held.find(etag) == std::string_view::npos) return false;
  response.status = 304;
  return true;
}

void send_json(httplib::Response& response, std::string body) {
  response.set_content(std::move(body), "application/json");
}

}  // namespace filon
