#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

namespace filon {

/// Told as work goes on: what is done, how much of how much (0: unknown). May be empty.
using OnProgress = std::function<void(std::string_view what, uint64_t done, uint64_t total)>;

/// Tells on standard error: on a terminal a bar that is drawn again in place, elsewhere a line when
/// something else begins and every few seconds.
OnProgress tell_on_stderr();

/// Ends a bar that is still open, so that what is written next begins a line of its own.
void end_progress();

}  // namespace filon
