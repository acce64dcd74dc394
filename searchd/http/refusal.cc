#include <fmt/format.h>

#include "searchd/http/http_request.h"

namespace filon {

std::string_view reason_of(int status) {
  switch (status) {
    case 400:
      return "Bad Request";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 408:
      return "Request Timeout";
    case 413:
      return "Content Too Large";
    case 414:
      return "URI Too Long";
    case 415:
      return "Unsupported Media Type";
    case 417:
      return "Expectation Failed";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    case 500:
      return "Internal Server Error";
    case 501:
      return "Not Implemented";
    case 503:
      return "Service Unavailable";
    case 505:
      return "HTTP Version Not Supported";
    default:
      return "Error";
  }
}

std::string refusal_body(const Refusal& refusal) {
  return fmt::format(
      R"({{"type":"about:blank","title":"{}","status":{},"detail":"{}","code":"{}"}})",
      reason_of(refusal.status), refusal.status, refusal.detail, refusal.code);
}

// Written by hand: it must work when nothing of the request could be understood, and on the event
// loop. Code and detail are our own constants, so nothing needs escaping.
std::string refusal_answer(const Refusal& refusal, bool with_body) {
  const std::string body = refusal_body(refusal);
  const bool later = refusal.status == 503 || refusal.status == 429;
  return fmt::format(
      "HTTP/1.1 {} {}\r\nContent-Type: application/problem+json\r\nContent-Length: {}\r\n"
      "{}Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n{}",
      refusal.status, reason_of(refusal.status), body.size(), later ? "Retry-After: 1\r\n" : "",
      with_body ? body : "");
}

}  // namespace filon
