#pragma once

#include <span>
#include <string>
#include <string_view>

namespace filon {

/// One command of filon-indexer.
struct CommandRow {
  std::string_view name, synopsis, does;
  bool needs_store, needs_index;  ///< the folders it cannot do without
};

/// One option. A name that ends in ".*" stands for every name that begins so; such ones stand in
/// the config file only.
struct OptionRow {
  std::string_view name;
  std::string_view value;  ///< what its value is called in the help; "" for a flag
  std::string_view help;
  std::string_view only_for = "";  ///< commands it serves, parted by blanks; "" for all
  bool is_list = false;            ///< may be given several times
  bool line_only = false;          ///< neither in the environment nor in the config file
};

std::span<const CommandRow> command_table();
std::span<const OptionRow> option_table();

/// Null when there is none of that name.
const CommandRow* find_command(std::string_view name);
const OptionRow* find_option(std::string_view name);

/// "FILON_MAX_LOSS" for "max-loss".
std::string environment_name(std::string_view option);

/// What --help prints: commands, options, environment, exit codes.
std::string help_text();

}  // namespace filon
