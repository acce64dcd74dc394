#include "searchd/http/request_head.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "searchd/http/request_target.h"
#include "searchd/http/trim.h"

namespace filon {
namespace {

using Checked = Result<Done, Refusal>;

Failure<Refusal> refuse_request(int status, std::string_view code, std::string_view detail) {
  return {Refusal{status, code, detail}};
}

Failure<Refusal> malformed() {
  return refuse_request(400, "malformed_request", "La requête HTTP est mal formée.");
}

constexpr std::array<std::string_view, 9> methods = {
    "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT"};

bool is_alphanumeric(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool consists_of(std::string_view text, std::string_view extra) {
  return std::all_of(text.begin(), text.end(), [extra](char c) {
    return is_alphanumeric(c) || extra.find(c) != std::string_view::npos;
  });
}

bool is_token(std::string_view text) {
  return !text.empty() && consists_of(text, "!#$%&'*+-.^_`|~");
}

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  return result;
}

/// Calls use(item) for each trimmed item of a comma list.
template <class Use>
void for_each_item(std::string_view list, Use use) {
  while (!list.empty()) {
    const size_t comma = std::min(list.find(','), list.size());
    use(trim(list.substr(0, comma)));
    list.remove_prefix(std::min(comma + 1, list.size()));
  }
}

Checked parse_request_line(std::string_view line, HttpRequest& request) {
  const size_t first = line.find(' ');
  const size_t last = line.rfind(' ');
  if (first == std::string_view::npos || first == last) return malformed();
  const std::string_view method = line.substr(0, first);
  const std::string_view version = line.substr(last + 1);
  if (!is_token(method)) return malformed();
  if (version != "HTTP/1.1" && version != "HTTP/1.0") {
    if (!version.starts_with("HTTP/")) return malformed();
    return refuse_request(505, "malformed_request", "Seuls HTTP/1.0 et HTTP/1.1 sont compris.");
  }
  if (std::find(methods.begin(), methods.end(), method) == methods.end())
    return refuse_request(501, "method_not_allowed", "Cette méthode HTTP n’est pas connue.");
  request.method = method;
  request.http_1_0 = version == "HTTP/1.0";
  return parse_target(line.substr(first + 1, last - first - 1), request);
}

// A space before the colon, or a line that goes on the one before, is read differently by servers.
Checked parse_header(std::string_view line, HttpRequest& request) {
  const size_t colon = line.find(':');
  if (colon == std::string_view::npos || !is_token(line.substr(0, colon))) return malformed();
  const std::string_view value = trim(line.substr(colon + 1));
  const bool has_control = std::any_of(value.begin(), value.end(), [](unsigned char c) {
    return (c < 0x20 && c != '\t') || c == 0x7f;
  });
  if (has_control) return malformed();
  std::string name = lower(line.substr(0, colon));
  // Ranges multiply copies of an answer, and no answer of ours is worth resuming. The *_ADDR and
  // *_PORT names are those under which httplib hands the peer's address to handlers.
  if (name == "range" || name == "if-range" || name == "remote_addr" || name == "remote_port" ||
      name == "local_addr" || name == "local_port")
    return Done{};
  request.headers.emplace_back(std::move(name), value);
  return Done{};
}

size_t count_of(const HttpRequest& request, std::string_view name) {
  return static_cast<size_t>(
      std::count_if(request.headers.begin(), request.headers.end(),
                    [name](const auto& header) { return header.first == name; }));
}

Checked check_host(const HttpRequest& request) {
  const size_t hosts = count_of(request, "host");
  if (hosts > 1 || (hosts == 0 && !request.http_1_0)) return malformed();
  // Pages build absolute links from it.
  if (!consists_of(request.header("host"), ".-:[]_")) return malformed();
  return Done{};
}

size_t body_limit(const HttpRequest& request, const GuardLimits& limits) {
  for (const BodyAllowance& allowance : limits.larger_bodies) {
    const std::string_view path = request.path;
    if (path.starts_with(allowance.path) &&
        (path.size() == allowance.path.size() || path[allowance.path.size()] == '/'))
      return allowance.bytes;
  }
  return limits.body_bytes;
}

Checked read_length(RequestHead& head, const GuardLimits& limits) {
  HttpRequest& request = head.request;
  const size_t lengths = count_of(request, "content-length");
  if (count_of(request, "transfer-encoding") > 0) {
    if (lengths > 0) return malformed();  // the classic of smuggling
    return refuse_request(501, "malformed_request",
                          "Transfer-Encoding n’est pas accepté : envoyez Content-Length.");
  }
  if (lengths == 0) return Done{};
  const std::string_view text = request.header("content-length");
  const bool digits = !text.empty() && text.find_first_not_of("0123456789") == text.npos;
  if (lengths > 1 || !digits) return malformed();
  size_t length = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), length);
  if (error != std::errc{} || length > body_limit(request, limits))
    return refuse_request(413, "too_large", "Le corps de la requête est trop grand.");
  // Such a body means nothing; we answer without reading it, and close.
  if (length > 0 && (request.method == "GET" || request.method == "HEAD"))
    request.close_after = true;
  else
    head.body_length = length;
  return Done{};
}

Checked read_expectations(RequestHead& head) {
  const std::string_view expect = head.request.header("expect");
  if (!expect.empty() && lower(expect) != "100-continue")
    return refuse_request(417, "malformed_request", "Cet en-tête Expect n’est pas compris.");
  head.expects_continue = !expect.empty() && !head.request.http_1_0;
  // httplib would unpack it with no limit on the size: a thousand bytes become a million.
  const std::string_view coding = head.request.header("content-encoding");
  if (!coding.empty() && lower(coding) != "identity")
    return refuse_request(
        415, "unsupported_media_type",
        "Un corps compressé n’est pas accepté : envoyez-le sans Content-Encoding.");
  return Done{};
}

void read_connection(HttpRequest& request) {
  bool close = false;
  bool keep = !request.http_1_0;
  for (const auto& [name, value] : request.headers) {
    if (name != "connection") continue;
    for_each_item(value, [&close, &keep](std::string_view item) {
      const std::string option = lower(item);
      if (option == "close") close = true;
      if (option == "keep-alive") keep = true;
    });
  }
  request.close_after = request.close_after || close || !keep;
}

// "gzip;q=0" forbids it, which httplib does not see. Brotli is left out on purpose: httplib runs it
// at quality 11, 70 times slower than gzip.
void read_accept_encoding(HttpRequest& request) {
  std::optional<bool> gzip, any;
  for (const auto& [name, value] : request.headers) {
    if (name != "accept-encoding") continue;
    for_each_item(value, [&](std::string_view item) {
      const std::string text = lower(item);
      const std::string_view coding = trim(std::string_view(text).substr(0, text.find(';')));
      const size_t quality = text.find("q=");
      const bool wanted = quality == std::string::npos ||
                          text.find_first_not_of("0.", quality + 2) != std::string::npos;
      if (coding == "gzip" || coding == "x-gzip") gzip = wanted;
      if (coding == "*") any = wanted;
    });
  }
  request.accepts_gzip = gzip.value_or(any.value_or(false));
}

}  // namespace

Result<RequestHead, Refusal> parse_head(std::string_view head, const GuardLimits& limits) {
  RequestHead result;
  bool first = true;
  size_t count = 0;
  while (!head.empty()) {
    const size_t end = head.find("\r\n");
    if (end == std::string_view::npos) return malformed();
    const std::string_view line = head.substr(0, end);
    head.remove_prefix(end + 2);
    if (line.empty()) break;
    if (!first && ++count > limits.header_count)
      return refuse_request(431, "too_large", "La requête a trop d’en-têtes.");
    auto checked =
        first ? parse_request_line(line, result.request) : parse_header(line, result.request);
    if (!checked) return {Failure<Refusal>{checked.error()}};
    first = false;
  }
  if (first) return malformed();
  for (auto checked :
       {check_host(result.request), read_length(result, limits), read_expectations(result)})
    if (!checked) return {Failure<Refusal>{checked.error()}};
  read_connection(result.request);
  read_accept_encoding(result.request);
  return result;
}

}  // namespace filon
