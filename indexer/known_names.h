#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace filon {

/// The names in a text that joins them by commas, some of which hold commas themselves: the longest
/// run of parts that `knows` (which is given it folded) accepts, else up to the next comma.
std::vector<std::string> split_known_names(std::string_view joined,
                                           const std::function<bool(const std::string&)>& knows);

}  // namespace filon
