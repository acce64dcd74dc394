#pragma once

#include <string>

namespace filon {

// Two establishments of one company that is none.
inline const std::string invented_siret = "99900104300010", sister_siret = "99900104300028";

}  // namespace filon
