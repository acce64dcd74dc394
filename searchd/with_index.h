#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "searchd/api.h"
#include "searchd/http/router.h"
#include "searchd/snapshot.h"

namespace filon {

using IndexHandler =
    std::function<void(const HttpRequest&, httplib::Response&, std::shared_ptr<const Snapshot>)>;

/// The handler of a route that needs an index: refuses while there is none, and refuses the
/// parameters that are not among these.
Router::Handler with_index(const Service& service, std::vector<std::string> parameters,
                           IndexHandler handler);

}  // namespace filon
