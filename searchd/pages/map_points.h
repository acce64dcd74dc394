#pragma once

#include <memory>

#include "searchd/api.h"
#include "searchd/http/http_request.h"

namespace httplib {
struct Response;
}

namespace filon {

/// "/carte.json": every hit of a search, not one page of it, as little as a map needs:
/// {"total", "points": [[id, name, lat, lon], …]}, at most 10,000. Hits without a point are in
/// `total` alone. Parameters as for the page: what is not ours is passed over.
void send_points(const Service& service, const HttpRequest& http, httplib::Response& response,
                 std::shared_ptr<const Snapshot> snapshot);

}  // namespace filon
