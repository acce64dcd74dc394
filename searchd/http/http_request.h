#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace filon {

/// Same type as httplib::Params, so that neither side needs the other's header.
using Parameters = std::multimap<std::string, std::string>;

/// The value of a parameter, or "" when it was not given.
inline std::string value_of(const Parameters& parameters, const std::string& name) {
  const auto found = parameters.find(name);
  return found == parameters.end() ? "" : found->second;
}

/// A whole request, read and checked: text is well-formed UTF-8 without NUL, percent-encodings are
/// decoded, and nothing in it comes from httplib's own parsers.
struct HttpRequest {
  std::string method;                 ///< as sent: "GET", "HEAD", "POST"...
  std::string target;                 ///< as sent, from the first '/': path and query
  std::string path;                   ///< as sent, without the query
  std::vector<std::string> segments;  ///< decoded parts of path: "/a/b%2Fc" is {"a", "b/c"}
  Parameters params;                  ///< decoded query
  std::vector<std::pair<std::string, std::string>> headers;  ///< lower-case name, trimmed value
  std::string body;
  std::string peer;           ///< address at the other end of the socket; no header can change it
  bool close_after = false;   ///< the connection ends after this answer
  bool http_1_0 = false;      ///< cannot read a chunked answer
  bool accepts_gzip = false;  ///< Accept-Encoding, quality values included
  bool crowded = false;       ///< its client has as many requests under way as one may
  std::string route;          ///< filled by Router: its pattern, "" when no route takes the request
  std::map<std::string, std::string> path_values;  ///< filled by Router: "{id}" of its pattern

  /// The value of a header (name in lower case), or "" when it was not sent.
  std::string_view header(std::string_view name) const {
    for (const auto& [key, value] : headers)
      if (key == name) return value;
    return {};
  }
};

/// A request that is answered before any handler sees it, and ends its connection.
struct Refusal {
  int status = 400;
  std::string_view code;    ///< as in the problem's "code"
  std::string_view detail;  ///< French, for the person who wrote the request
};

/// The whole answer to a refused request: status line, headers, RFC 9457 body (not for HEAD).
std::string refusal_answer(const Refusal& refusal, bool with_body = true);

/// Its RFC 9457 body alone.
std::string refusal_body(const Refusal& refusal);

/// The reason phrase of a status we send ("Not Found"), or "Error".
std::string_view reason_of(int status);

}  // namespace filon
