#pragma once

#include <cstddef>
#include <string_view>

#include "annuaire/json.h"

namespace filon {

/// A page of a source, as harvesting and reading must both understand it.
struct JsonPage {
  Json json;
  size_t repaired_bytes = 0;  ///< bytes that were no UTF-8, each read as U+FFFD
};

/// Like parse_json, but a byte that is no UTF-8 spoils its own record and not the whole page: one
/// name pasted in Windows-1252 must not hide every supplier of a source.
Result<JsonPage> parse_json_page(std::string_view text);

/// Like parse_json_list, with the same care: for pages whose list may be long.
Result<JsonPage> visit_json_page(std::string_view text, std::span<const std::string_view> names,
                                 const std::function<void(Json item)>& take);

}  // namespace filon
