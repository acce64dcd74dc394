#pragma once

#include <string>
#include <string_view>

namespace filon {

/// The first http or https address of what a source has in its website field, which may be a list,
/// lack its scheme, or be a social network (taken only when nothing else is there). "" for none.
std::string web_address(std::string_view text);

}  // namespace filon
