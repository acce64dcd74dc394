#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "annuaire/result.h"

namespace filon {

using UtcTime = std::chrono::sys_seconds;

UtcTime utc_now();

/// "2026-08-20T10:15:00Z"
std::string utc_text(UtcTime time);

/// Reads back what utc_text writes, and nothing else.
Result<UtcTime> parse_utc(std::string_view text);

}  // namespace filon
