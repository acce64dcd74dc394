#pragma once

#include <functional>
#include <string>

#include "searchd/exports/unnamed_file.h"
#include "searchd/problem.h"

namespace httplib {
struct Response;
}

namespace filon {

/// Makes a workbook and answers with it, to be saved under that name. Only two are made at once,
/// as each takes some megabytes of disk and a second of processor: refused, with a Retry-After,
/// while both are. What keeps one from being made is logged.
Answer<Done> send_workbook(httplib::Response& response, const std::string& name,
                           const std::function<Result<UnnamedFile>()>& make);

}  // namespace filon
