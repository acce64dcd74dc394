#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "annuaire/result.h"
#include "indexer/settings.h"

namespace filon {

/// One call of filon-indexer, understood.
struct Options {
  std::string command;  ///< "run" …; "help", "version" and "print-config" too
  RunSettings run;
  std::filesystem::path report;
  std::filesystem::path decisions;  ///< where run.decisions were read from
  std::filesystem::path removals;   ///< where run.removals were read from
  bool quiet = false;
  bool json = false;    ///< status --json
  bool verify = false;  ///< status --verify
  std::string id;       ///< show
  std::string text;     ///< what help, version or print-config print
};

/// Flag, else environment (FILON_…), else config file, else default. `environment` is a list of
/// NAME=VALUE. The error is ErrorCode::Usage and says what to change.
Result<Options> parse_options(std::span<const std::string> arguments,
                              std::span<const std::string> environment);

/// The settings in force as a config file that gives them again; tokens are no part of it.
std::string config_text(const Options& options);

}  // namespace filon
