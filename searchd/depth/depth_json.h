#pragma once

#include "searchd/depth/depth.h"

namespace filon {

/// The answer of POST /api/v1/depth (contract §4.2), or why a record cannot be read.
Answer<std::string> to_json(const Depth& depth, const Tables& tables);

}  // namespace filon
