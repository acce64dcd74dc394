#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "annuaire/result.h"

namespace filon {

struct ListenAddress {
  std::string host = "127.0.0.1";
  int port = 8080;
};

/// What the command line, the environment (FILON_…) and the config file ask, in this order.
struct DaemonOptions {
  std::filesystem::path index;
  ListenAddress listen;
  std::filesystem::path port_file;
  std::optional<ListenAddress> admin_listen;  ///< where /metrics is answered instead
  std::filesystem::path admin_port_file;
  std::filesystem::path reindex_report;    ///< "" = the last run's end is not told
  std::vector<std::string> trusted_proxy;  ///< addresses and ranges, checked
  size_t connections_per_client = 64;
  std::filesystem::path web_root;
  std::vector<std::string> allow_origin, allow_frame;
  std::string public_url;  ///< where the world reaches this server; "" = what requests say
  std::string tile_url, tile_credit;        ///< map tiles, {z}/{x}/{y}; "" = outlines alone
  std::string contact;                      ///< whom pages say to write to
  std::string platform_url, platform_name;  ///< where this buyer publishes; "" = not said
  size_t workers = 16;
  size_t keep_answers = 64;  ///< MiB of the API's answers that are kept to be sent again
  bool print_config = false;
  std::string help;  ///< text to print and leave with 0: --help or --version
};

/// The error is for stderr, and says which flag, variable or line is wrong.
Result<DaemonOptions> read_daemon_options(int argc, char** argv);

/// The settings in force, as a config file.
std::string to_config(const DaemonOptions& options);

}  // namespace filon
