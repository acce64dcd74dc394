#include "searchd/http/request_target.h"

#include <algorithm>
#include <optional>

#include "annuaire/text.h"

namespace filon {
namespace {

constexpr Refusal bad_target{400, "malformed_request",
                             "L’adresse demandée n’est pas une adresse HTTP valide."};
constexpr Refusal bad_encoding{
    400, "malformed_request",
    "L’adresse contient un encodage « % » incorrect, un octet nul ou un texte qui n’est pas "
    "de l’UTF-8."};

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// Strict, unlike httplib's, which leaves "%zz" as it is and reads "%u00e9" as one letter.
std::optional<std::string> decode(std::string_view text, bool plus_is_space) {
  std::string decoded;
  decoded.reserve(text.size());
  for (size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c == '%') {
      if (i + 2 >= text.size()) return std::nullopt;
      const int high = hex_value(text[i + 1]);
      const int low = hex_value(text[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      c = static_cast<char>(high * 16 + low);
      i += 2;
    } else if (c == '+' && plus_is_space) {
      c = ' ';
    }
    if (c == '\0') return std::nullopt;
    decoded += c;
  }
  if (!is_utf8(decoded)) return std::nullopt;
  return decoded;
}

bool has_control(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](unsigned char c) { return c < 0x20 || c == 0x7f; });
}

/// Takes the text up to the separator off the front of rest.
std::string_view take_until(char separator, std::string_view& rest) {
  const size_t end = std::min(rest.find(separator), rest.size());
  const std::string_view part = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return part;
}

// Split before decoding: "%2F" belongs to its segment.
Result<Done, Refusal> parse_path(std::string_view path, HttpRequest& request) {
  size_t start = 1;
  while (true) {
    const size_t end = std::min(path.find('/', start), path.size());
    auto segment = decode(path.substr(start, end - start), false);
    if (!segment) return Failure<Refusal>{bad_encoding};
    // A segment may become part of a file name or of a header.
    if (has_control(*segment) || *segment == "." || *segment == "..")
      return Failure<Refusal>{bad_target};
    request.segments.push_back(*std::move(segment));
    if (end == path.size()) return Done{};
    start = end + 1;
  }
}

// httplib would drop a pair that is given twice, and refuse a second '?', which is legal in a
// query.
Result<Done, Refusal> parse_query(std::string_view query, HttpRequest& request) {
  while (!query.empty()) {
    std::string_view pair = take_until('&', query);
    if (pair.empty()) continue;
    auto name = decode(take_until('=', pair), true);
    auto value = decode(pair, true);
    if (!name || !value) return Failure<Refusal>{bad_encoding};
    request.params.emplace(*std::move(name), *std::move(value));
  }
  return Done{};
}

/// "http://host/path" is "/path": proxies may send the absolute form (RFC 9112, 3.2.2).
std::string_view origin_form(std::string_view target) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!target.starts_with(scheme)) continue;
    const size_t slash = target.find('/', scheme.size());
    return slash == std::string_view::npos ? "/" : target.substr(slash);
  }
  return target;
}

}  // namespace

Result<Done, Refusal> parse_target(std::string_view target, HttpRequest& request) {
  target = origin_form(target);
  // Bytes above 0x7f pass: people type "?q=café" into curl.
  if (target.empty() || target.front() != '/' || has_control(target) ||
      target.find_first_of(" #") != std::string_view::npos)
    return Failure<Refusal>{bad_target};
  request.target = target;
  request.path = take_until('?', target);
  auto path = parse_path(request.path, request);
  if (!path) return path;
  return parse_query(target, request);
}

}  // namespace filon
