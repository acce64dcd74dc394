#include "searchd/sent_answers.h"

#include <httplib.h>

#include <memory>
#include <utility>

#include "searchd/answer_http.h"
#include "searchd/http/gzip.h"

namespace filon {
namespace {

std::string key_of(const std::string& question, const HttpRequest& request) {
  return (request.accepts_gzip ? "gzip|" : "|") + question;
}

}  // namespace

bool SentAnswers::send(const std::string& question, const HttpRequest& request,
                       httplib::Response& response) {
  const auto sent = answers_.find(key_of(question, request));
  if (!sent) return false;
  send_json(response, sent->body);
  if (sent->packed) response.set_header("Content-Encoding", "gzip");
  return true;
}

void SentAnswers::send_and_keep(const std::string& question, const HttpRequest& request,
                                httplib::Response& response, std::string json) {
  const bool packed = request.accepts_gzip && json.size() >= least_worth_gzip;
  send_json(response, std::move(json));
  if (packed) compress(response);
  const std::string key = key_of(question, request);
  answers_.keep(key, std::make_shared<const Sent>(Sent{response.body, packed}),
                key.size() + response.body.size());
}

}  // namespace filon
