#include <fmt/core.h>

#include "indexer/check.h"
#include "indexer/disk.h"
#include "indexer/generation.h"
#include "indexer/options.h"
#include "indexer/pipeline.h"
#include "indexer/progress.h"
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

Status write_report(const Options& options, const std::string& text) {
  if (options.report.empty()) return done();
  // A pipe or a device, such as /dev/stdout, is written to and never replaced by a file.
  std::error_code ignored;
  const auto is = std::filesystem::status(options.report, ignored);
  const bool is_device = std::filesystem::exists(is) && !std::filesystem::is_regular_file(is);
  return is_device ? write_file(options.report, text) : write_file_atomically(options.report, text);
}

int finish(const Options& options, const Report& report) {
  if (!options.quiet) end_progress();
  if (!options.quiet) fmt::print(stderr, "{}", readable(report));
  const Status written = write_report(options, to_json(report));
  // What stopped the run matters more than a report that could not be written.
  if (report.error) return refuse(*report.error);
  return written ? 0 : refuse(written.error());
}

int check_source(const Options& options) {
  const Checked checked = check(options.run);
  if (!options.quiet) end_progress();
  fmt::print("{}", check_page(checked));
  const Status written = write_report(options, to_json(checked.report));
  if (checked.report.error) return refuse(*checked.report.error);
  return written ? 0 : refuse(written.error());
}

int print_status(const Options& options) {
  const IndexStatus status = index_status({options.run.index, options.run.store, options.verify,
                                           options.run.allow_stale_days, utc_now()});
  fmt::print("{}", options.json ? to_json(status) : readable(status));
  if (const Status written = write_report(options, to_json(status)); !written)
    return refuse(written.error());
  return status.nothing_yet ? 2 : status.healthy() ? 0 : 7;
}

int show(const Options& options) {
  const auto records = stored_records(options.run.index, options.id);
  if (!records) return refuse(records.error());
  if (records->empty())
    return refuse({ErrorCode::NotFound,
                   fmt::format("show: no structure has the id or SIRET '{}'", options.id)});
  std::string lines;
  for (const std::string& record : *records) lines += record + '\n';
  fmt::print("{}", lines);
  const Status written = write_report(options, lines);
  return written ? 0 : refuse(written.error());
}

int roll_back_index(const Options& options) {
  const auto generation = roll_back(options.run.index);
  if (!generation) return refuse(generation.error());
  if (!options.quiet) fmt::print(stderr, "generation {} is served again\n", *generation);
  Report report;
  report.generation = *generation;
  if (const auto manifest = read_manifest(generation_dir(options.run.index, *generation)))
    report.total = static_cast<size_t>(manifest->structures);
  const Status written = write_report(options, to_json(report));
  return written ? 0 : refuse(written.error());
}

int obey(Options options) {
  if (!options.text.empty()) return fmt::print("{}\n", options.text), 0;
  if (!options.quiet) options.run.on_progress = tell_on_stderr();
  if (options.command == "harvest") return finish(options, harvest(options.run));
  if (options.command == "build") return finish(options, build(options.run));
  if (options.command == "run") return finish(options, run(options.run));
  if (options.command == "check") return check_source(options);
  if (options.command == "status") return print_status(options);
  if (options.command == "show") return show(options);
  return roll_back_index(options);
}

}  // namespace
}  // namespace filon

int main(int argc, char** argv) try {
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  std::vector<std::string> environment;
  for (char** variable = environ; *variable; ++variable) environment.emplace_back(*variable);
  auto options = filon::parse_options(arguments, environment);
  if (!options) return filon::refuse(options.error());
  return filon::obey(*std::move(options));
} catch (const std::exception& error) {
  // Such as no memory left; nothing was published, or it was published whole.
  return filon::refuse({filon::ErrorCode::Internal, error.what()});
}
