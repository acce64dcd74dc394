#pragma once

#include <cstddef>
#include <string>

#include "searchd/http/http_request.h"
#include "searchd/lately_asked.h"

namespace httplib {
struct Response;
}

namespace filon {

/// JSON answers of one generation, the API's and the map's, as they were sent lately: widgets and
/// pages that reload ask the same all day. For any number of threads.
class SentAnswers {
 public:
  /// Bytes: some 800 plain answers with every facet, or 6,000 packed ones.
  static constexpr size_t default_budget = 64 << 20;

  explicit SentAnswers(size_t budget_bytes = default_budget) : answers_(budget_bytes) {}

  /// Sends what was sent for this question, packed where the client takes it so; false when it is
  /// not kept. `question` tells all that the bytes of the answer depend on, as an ETag does.
  bool send(const std::string& question, const HttpRequest& request, httplib::Response& response);

  /// Sends the answer, and keeps it as it is sent.
  void send_and_keep(const std::string& question, const HttpRequest& request,
                     httplib::Response& response, std::string json);

 private:
  struct Sent {
    std::string body;
    bool packed;
  };
  LatelyAsked<std::string, Sent> answers_;
};

}  // namespace filon
