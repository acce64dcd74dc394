#pragma once

#include <memory>

#include "searchd/pages/page_writer.h"

namespace filon {

/// "/embed": results in a frame of somebody else's page, with `theme` (light, dark, auto).
void send_embed(const PageWriter& pages, const HttpRequest& http, httplib::Response& response,
                std::shared_ptr<const Snapshot> snapshot);

/// "/integrer": chooses what to embed and writes the code: element, frame, plain form.
void send_integrate(const PageWriter& pages, const HttpRequest& http, httplib::Response& response,
                    std::shared_ptr<const Snapshot> snapshot);

}  // namespace filon
