#include "indexer/web_address.h"

#include <algorithm>
#include <array>

#include "indexer/clean.h"
#include "indexer/url.h"

namespace filon {
namespace {

bool is_social(const Url& url) {
  static constexpr std::array<std::string_view, 8> hosts = {
      "facebook.com", "instagram.com", "linkedin.com", "twitter.com",
      "x.com",        "youtube.com",   "tiktok.com",   "fb.com"};
  return std::any_of(hosts.begin(), hosts.end(), [&](std::string_view host) {
    return url.host == host ||
           (url.host.ends_with(host) && url.host[url.host.size() - host.size() - 1] == '.');
  });
}

std::string with_scheme(std::string text) {
  if (text.find("://") != std::string::npos) return text;
  if (text.starts_with("//")) return "https:" + text;
  if (text.starts_with("mailto:") || text.find('@') != std::string::npos) return {};
  return "https://" + text;
}

// "a.fr,www.b.fr" and "http://a.frhttp://b.fr" are two; other commas may be part of an address.
std::string parted(std::string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    const std::string_view rest = text.substr(i);
    const bool new_one = i > 0 && (rest.starts_with("http://") || rest.starts_with("https://") ||
                                   (rest.starts_with("www.") && text[i - 1] == ','));
    if (new_one && text[i - 1] != '/' && text[i - 1] != '=') out += ' ';
    out += text[i];
  }
  return out;
}

}  // namespace

std::string web_address(std::string_view text) {
  std::string social;
  for (std::string part : split_values(parted(text), "; |\n\t<>\"")) {
    while (part.ends_with(',') || part.ends_with('.')) part.pop_back();
    const std::string address = with_scheme(part);
    const auto url = parse_url(address);
    if (!url || url->host.find('.') == std::string::npos) continue;
    if (!is_social(*url)) return address;
    if (social.empty()) social = address;
  }
  return social;
}

}  // namespace filon
