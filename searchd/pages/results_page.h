#pragma once

#include <memory>

#include "searchd/pages/page_writer.h"

namespace filon {

/// Whether the address of "/" holds a question: then it shows results, else the first page.
bool asks_something(const Parameters& parameters);

/// Results, for the question of the address.
void send_results(const PageWriter& pages, const HttpRequest& http, httplib::Response& response,
                  std::shared_ptr<const Snapshot> snapshot);

/// "/sourcage": the same search, or the structures retained, as a list to print and to file.
void send_sheet(const PageWriter& pages, const HttpRequest& http, httplib::Response& response,
                std::shared_ptr<const Snapshot> snapshot);

}  // namespace filon
