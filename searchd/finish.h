#pragma once

#include "searchd/http/router.h"
#include "searchd/options.h"

namespace filon {

/// Puts on every answer what browsers are told: CORS for the origins allowed, who may frame the
/// pages, no sniffing, nothing from another host.
Router::Handler finisher(const DaemonOptions& options);

}  // namespace filon
