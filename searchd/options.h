#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "annuaire/result.h"

namespace filon {

/// What the command line, the environment (FILON_…) and the config file ask, in this order.
struct DaemonOptions {
  std::filesystem::path index;
  std::string host = "127.0.0.1";
  int port = 8080;
  std::filesystem::path port_file;
  std::filesystem::path web_root;
  std::vector<std::string> allow_origin, allow_frame;
  std::string public_url;  ///< where the world reaches this server; "" = what requests say
  std::string tile_url, tile_credit;  ///< map tiles, {z}/{x}/{y}; "" = outlines alone
  std::string contact;                ///< whom pages say to write to
  size_t workers = 16;
  bool print_config = false;
  std::string help;  ///< text to print and leave with 0: --help or --version
};

/// The error is for stderr, and says which flag, variable or line is wrong.
Result<DaemonOptions> read_daemon_options(int argc, char** argv);

/// The settings in force, as a config file.
std::string to_config(const DaemonOptions& options);

}  // namespace filon
