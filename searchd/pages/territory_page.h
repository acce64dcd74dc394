#pragma once

#include <memory>

#include "searchd/pages/page_writer.h"

namespace filon {

/// /territoires/{code}: what a place holds of each trade by status, how much of it is known, who
/// helps there, and the places around.
void send_territory(const PageWriter& pages, const HttpRequest& http, httplib::Response& response,
                    std::shared_ptr<const Snapshot> snapshot);

}  // namespace filon
