#pragma once

#include <memory>

#include "searchd/pages/page_writer.h"

namespace filon {

/// /lots: a need, lot by lot: who could answer each, by what the law opens, and who covers them all
/// together. GET, or POST of the same form where a pasted text is too long for an address.
void send_lots(const PageWriter& pages, const HttpRequest& http, httplib::Response& response,
               std::shared_ptr<const Snapshot> snapshot);

}  // namespace filon
