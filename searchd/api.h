#pragma once

#include <string>

#include "searchd/index_keeper.h"
#include "searchd/tables.h"

namespace filon {

class Router;

/// What handlers work with; lives as long as the server.
struct Service {
  const Tables& tables;
  const IndexKeeper& index;
  std::string public_url;  ///< where the world reaches this server; "" = what requests say
};

/// Adds /healthz and /readyz.
void add_health_routes(Router& router, const Service& service);

/// Adds the JSON routes of contract §4.
void add_api_routes(Router& router, const Service& service);

}  // namespace filon
