#pragma once

#include <string>

#include "searchd/http/http_request.h"

namespace filon {

/// "https://annuaire.example" without a slash at its end: --public-url, else what the request's
/// Host says, over http. Never empty; a Host that is no host name gives "http://localhost".
std::string site_address(const HttpRequest& request, const std::string& public_url);

/// "https://example.org:8443" of a web address; "" of anything else.
std::string origin_of(const std::string& url);

}  // namespace filon
