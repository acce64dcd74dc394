#include "indexer/url.h"

#include <curl/curl.h>

#include <algorithm>
#include <array>
#include <memory>

namespace filon {
namespace {

using Handle = std::unique_ptr<CURLU, decltype(&curl_url_cleanup)>;

std::string part(const Handle& url, CURLUPart which, unsigned flags = 0) {
  char* text = nullptr;
  if (curl_url_get(url.get(), which, &text, flags) != CURLUE_OK) return {};
  std::string copy = text;
  curl_free(text);
  return copy;
}

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return out;
}

bool has_control_or_space(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) <= ' ' || c == 127; });
}

Result<Url> taken_apart(const Handle& url, std::string_view text, CURLUcode code) {
  if (code == CURLUE_USER_NOT_ALLOWED)
    return fail(ErrorCode::Usage, "{}: an address must not hold a user name or password",
                printable_url(text));
  Url result{lower(part(url, CURLUPART_SCHEME)), lower(part(url, CURLUPART_HOST)),
             part(url, CURLUPART_PORT, CURLU_DEFAULT_PORT), part(url, CURLUPART_PATH),
             part(url, CURLUPART_QUERY)};
  if (code != CURLUE_OK || result.host.empty() ||
      (result.scheme != "http" && result.scheme != "https"))
    return fail(ErrorCode::Usage, "{}: not an http:// or https:// address", printable_url(text));
  return result;
}

// Only under gouv.fr, which one owner holds: "x.beta.fr" and "x.fr" may have two.
std::string without_beta(const std::string& host) {
  constexpr std::string_view beta = ".beta.gouv.fr";
  if (!host.ends_with(beta)) return host;
  return host.substr(0, host.size() - beta.size()) + ".gouv.fr";
}

bool default_port(const Url& url) { return url.port == (url.is_https() ? "443" : "80"); }

bool looks_secret(std::string_view name) {
  constexpr std::array<std::string_view, 7> marks = {"token", "key",  "secret",    "passw",
                                                     "sig",   "auth", "credential"};
  const std::string folded = lower(name);
  return std::any_of(marks.begin(), marks.end(),
                     [&](std::string_view mark) { return folded.find(mark) != std::string::npos; });
}

std::string printable_query(std::string_view query) {
  std::string out;
  while (!query.empty()) {
    const size_t end = std::min(query.find('&'), query.size());
    const std::string_view pair = query.substr(0, end);
    const size_t equals = pair.find('=');
    out += out.empty() ? "?" : "&";
    if (equals != std::string_view::npos && looks_secret(pair.substr(0, equals)))
      out.append(pair.substr(0, equals + 1)).append("***");
    else
      out.append(pair);
    query.remove_prefix(std::min(end + 1, query.size()));
  }
  return out;
}

}  // namespace

std::string Url::text() const {
  std::string out = scheme + "://" + host;
  if (!default_port(*this)) out += ":" + port;
  out += path;
  if (!query.empty()) out += "?" + query;
  return out;
}

bool Url::is_loopback() const {
  // A name such as "127.evil.example" is not an address: digits and dots only.
  const bool numeric = host.find_first_not_of("0123456789.") == std::string::npos;
  return host == "localhost" || host == "[::1]" || (numeric && host.starts_with("127."));
}

Result<Url> parse_url(std::string_view text) {
  const Handle url(curl_url(), curl_url_cleanup);
  const CURLUcode code =
      has_control_or_space(text)
          ? CURLUE_MALFORMED_INPUT
          : curl_url_set(url.get(), CURLUPART_URL, std::string(text).c_str(), CURLU_DISALLOW_USER);
  return taken_apart(url, text, code);
}

Result<Url> resolve_url(const Url& base, std::string_view reference) {
  const Handle url(curl_url(), curl_url_cleanup);
  CURLUcode code = curl_url_set(url.get(), CURLUPART_URL, base.text().c_str(), 0);
  if (code == CURLUE_OK)
    code = has_control_or_space(reference)
               ? CURLUE_MALFORMED_INPUT
               : curl_url_set(url.get(), CURLUPART_URL, std::string(reference).c_str(),
                              CURLU_DISALLOW_USER);
  return taken_apart(url, reference, code);
}

bool same_site(const Url& a, const Url& b) {
  const bool same_port = a.port == b.port || (default_port(a) && default_port(b));
  return same_port && without_beta(a.host) == without_beta(b.host);
}

bool may_carry_token(const Url& first, const Url& target) {
  return same_site(first, target) && (target.is_https() || target.is_loopback());
}

std::string printable_url(std::string_view text) {
  if (text.find("://") == std::string_view::npos) return std::string(text);  // a file's path
  text = text.substr(0, text.find('#'));
  const size_t question = std::min(text.find('?'), text.size());
  std::string_view place = text.substr(0, question);
  std::string out;
  if (const size_t slashes = place.find("//"); slashes != std::string_view::npos) {
    const size_t authority = slashes + 2;
    const size_t end = std::min(place.find('/', authority), place.size());
    const size_t at = place.substr(0, end).rfind('@');
    out = place.substr(0, authority);
    place.remove_prefix(at != std::string_view::npos && at >= authority ? at + 1 : authority);
  }
  out += place;
  if (question < text.size()) out += printable_query(text.substr(question + 1));
  return out;
}

}  // namespace filon
