#pragma once

#include <memory>

#include "searchd/pages/page_writer.h"

namespace filon {

/// The first page: one field, examples that find something, rights, the map, and the sources.
void send_home(const PageWriter& pages, const HttpRequest& http, httplib::Response& response,
               std::shared_ptr<const Snapshot> snapshot);

}  // namespace filon
