#pragma once

#include <memory>

#include "searchd/http/guard_limits.h"
#include "searchd/pages/page_writer.h"

namespace filon {

struct Snapshot;

/// /lots/achats: a list of planned purchases in (POST, multipart/form-data), what was read in each
/// line and who could answer it out, as a page or as a workbook.
void send_plans(const PageWriter& pages, const HttpRequest& http, httplib::Response& response,
                std::shared_ptr<const Snapshot> snapshot);

/// The larger body its form takes.
BodyAllowance plans_page_body();

}  // namespace filon
