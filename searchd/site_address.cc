#include "searchd/site_address.h"

#include <algorithm>

namespace filon {

std::string site_address(const HttpRequest& request, const std::string& public_url) {
  if (!public_url.empty())
    return public_url.ends_with('/') ? public_url.substr(0, public_url.size() - 1) : public_url;
  const std::string host(request.header("host"));
  const bool plain = !host.empty() && std::all_of(host.begin(), host.end(), [](unsigned char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '-' || c == ':' || c == '[' || c == ']';
  });
  return "http://" + (plain ? host : "localhost");
}

std::string origin_of(const std::string& url) {
  for (const std::string_view scheme : {"https://", "http://"})
    if (url.starts_with(scheme)) {
      const size_t end = std::min(url.find_first_of("/?#", scheme.size()), url.size());
      return end > scheme.size() ? url.substr(0, end) : "";
    }
  return "";
}

}  // namespace filon
