#pragma once

#include <string>
#include <string_view>

#include "annuaire/result.h"

namespace filon {

/// An absolute http or https address without credentials. The host is in lower case, the port is
/// the one that will be used, the path begins with "/", the query comes without its "?".
struct Url {
  std::string scheme, host, port, path, query;

  std::string text() const;
  bool is_https() const { return scheme == "https"; }
  bool is_loopback() const;
};

Result<Url> parse_url(std::string_view text);

/// What a link found in the answer of `base` points to.
Result<Url> resolve_url(const Url& base, std::string_view reference);

/// Whether both addresses are one site: the same host and port. Le Marché's two hosts, with and
/// without ".beta" before ".gouv.fr", are one site; no other pair of names is.
bool same_site(const Url& a, const Url& b);

/// Whether a token meant for the site of `first` may be sent to `target`: same site, and not in
/// clear over a network.
bool may_carry_token(const Url& first, const Url& target);

/// An address as it may be printed and stored: no credentials, no fragment, and the values of
/// query parameters that look secret (token, key, signature …) replaced by "***". What is no
/// address, such as the path of a file, stays as it is.
std::string printable_url(std::string_view text);

}  // namespace filon
