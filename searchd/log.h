#pragma once

#include <string_view>

namespace filon {

/// One logfmt line on stderr: time, level, what happened, and its detail. Never a buyer's text or
/// address.
void log_event(std::string_view level, std::string_view event, std::string_view detail);

}  // namespace filon
