#pragma once

#include "searchd/feeds/feed.h"

namespace filon {

/// The feed as Atom (RFC 4287).
std::string to_atom(const Feed& feed);

/// The feed as JSON Feed 1.1.
std::string to_json_feed(const Feed& feed);

}  // namespace filon
