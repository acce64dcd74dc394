#include <fmt/core.h>
#include <unistd.h>

#include <chrono>

#include "indexer/disk.h"
#include "indexer/generation.h"
#include "indexer/options.h"
#include "indexer/pipeline.h"
#include "indexer/status.h"

extern char** environ;

namespace filon {
namespace {

/// Contract §2.
int exit_code(const Error& error) {
  switch (error.code) {
    case ErrorCode::Usage:
    case ErrorCode::NotFound:
      return 2;
    case ErrorCode::Fetch:
      return 3;
    case ErrorCode::Refused:
      return 4;
    case ErrorCode::Locked:
      return 5;
    case ErrorCode::Disk:
      return 6;
    case ErrorCode::Damaged:
      return 7;
    case ErrorCode::Invalid:
    case ErrorCode::Internal:
      return 1;
  }
  return 1;
}

int refuse(const Error& error) {
  fmt::print(stderr, "filon-indexer: {}\n", error.message);
  return exit_code(error);
}

/// A bar on a terminal, a line every few seconds elsewhere.
OnProgress progress(bool quiet) {
  if (quiet) return {};
  return [terminal = isatty(STDERR_FILENO) == 1, last = std::chrono::steady_clock::time_point(),
          last_what = std::string()](std::string_view what, uint64_t now, uint64_t all) mutable {
    using namespace std::chrono_literals;
    const auto time = std::chrono::steady_clock::now();
    if (what == last_what && time - last < (terminal ? 100ms : 3000ms) && now != all) return;
    last = time;
    last_what = what;
    const std::string count = all   ? fmt::format(" {}/{}", now, all)
                              : now ? fmt::format(" {}", now)
                                    : "";
    if (!terminal) return fmt::print(stderr, "{}{}\n", what, count);
    const auto filled = static_cast<size_t>(all ? 30 * now / all : 0);
    fmt::print(stderr, "\r\033[K{} [{:-<30}]{}", what, std::string(filled, '#'), count);
    if (all && now == all) fmt::print(stderr, "\n");
  };
}

int finish(const Options& options, const Report& report) {
  if (!options.report.empty())
    if (const Status written = write_file_atomically(options.report, to_json(report) + '\n');
        !written)
      return refuse(written.error());
  if (!options.quiet) fmt::print(stderr, "{}", summary(report));
  if (options.command == "check") fmt::print("{}\n", to_json(report));
  return report.error ? refuse(*report.error) : 0;
}

int print_status(const Options& options) {
  const IndexStatus status = index_status(options.run.index, options.verify);
  fmt::print("{}", options.json ? to_json(status) + '\n' : readable(status));
  return status.healthy() ? 0 : 7;
}

int show(const Options& options) {
  const auto records = stored_records(options.run.index, options.id);
  if (!records) return refuse(records.error());
  if (records->empty())
    return refuse({ErrorCode::NotFound,
                   fmt::format("show: no structure has the id or SIRET '{}'", options.id)});
  for (const std::string& record : *records) fmt::print("{}\n", record);
  return 0;
}

int roll_back_index(const Options& options) {
  const auto generation = roll_back(options.run.index);
  if (!generation) return refuse(generation.error());
  if (!options.quiet) fmt::print(stderr, "generation {} is served again\n", *generation);
  return 0;
}

int obey(Options options) {
  if (!options.text.empty()) return fmt::print("{}\n", options.text), 0;
  options.run.on_progress = progress(options.quiet);
  if (options.command == "harvest") return finish(options, harvest(options.run));
  if (options.command == "build") return finish(options, build(options.run));
  if (options.command == "run") return finish(options, run(options.run));
  if (options.command == "check") return finish(options, check(options.run));
  if (options.command == "status") return print_status(options);
  if (options.command == "show") return show(options);
  return roll_back_index(options);
}

}  // namespace
}  // namespace filon

int main(int argc, char** argv) {
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  std::vector<std::string> environment;
  for (char** variable = environ; *variable; ++variable) environment.emplace_back(*variable);
  auto options = filon::parse_options(arguments, environment);
  if (!options) return filon::refuse(options.error());
  return filon::obey(*std::move(options));
}
