#pragma once

#include <string>
#include <string_view>

namespace filon {

/// A source's date as an ISO day ("2025-11-03") or, where it gives the hour and its offset, as an
/// instant in UTC ("2025-11-03T15:40:02Z"). Understood: ISO 8601, RFC 2822 ("Mon, 03 Nov 2025
/// 16:40:02 +0100"), and the French "03/11/2025". "" for anything else.
std::string iso_date(std::string_view text);

}  // namespace filon
