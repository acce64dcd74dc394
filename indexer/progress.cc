#include "indexer/progress.h"

#include <fmt/core.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <string>

namespace filon {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr milliseconds between_bars{100}, between_lines{3000};
constexpr size_t bar_width = 30;

bool on_terminal() { return isatty(STDERR_FILENO) == 1; }

std::string counted(uint64_t done, uint64_t total) {
  if (total > 0) return fmt::format(" {}/{}", done, total);
  return done > 0 ? fmt::format(" {}", done) : std::string();
}

void draw_bar(std::string_view what, uint64_t done, uint64_t total) {
  const auto filled = static_cast<size_t>(total > 0 ? bar_width * done / total : 0);
  fmt::print(stderr, "\r\033[K[{:-<{}}] {}{}", std::string(filled, '#'), bar_width, what,
             counted(done, total));
  std::fflush(stderr);
}

}  // namespace

OnProgress tell_on_stderr() {
  return [terminal = on_terminal(), last = Clock::time_point(), last_what = std::string()](
             std::string_view what, uint64_t done, uint64_t total) mutable {
    const Clock::time_point now = Clock::now();
    const bool finished = total > 0 && done == total;
    const bool begins = what != last_what;
    if (!begins && !finished && now - last < (terminal ? between_bars : between_lines)) return;
    last = now;
    last_what = what;
    if (terminal)
      draw_bar(what, done, total);
    else
      fmt::print(stderr, "{}{}\n", what, counted(done, total));
  };
}

void end_progress() {
  if (on_terminal()) fmt::print(stderr, "\r\033[K");
}

}  // namespace filon
