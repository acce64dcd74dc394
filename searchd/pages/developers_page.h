#pragma once

#include <memory>

#include "searchd/pages/page_writer.h"

namespace filon {

/// "/developpeurs": the API in a page, with examples for curl, JavaScript and Python that name this
/// server. tests/integration/http/developers_test.py runs each of them.
void send_developers(const PageWriter& pages, const HttpRequest& http, httplib::Response& response,
                     std::shared_ptr<const Snapshot> snapshot);

}  // namespace filon
