#include "indexer/option_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace filon {
namespace {

constexpr std::array<CommandRow, 7> commands = {{
    {"harvest", "--store DIR [--source NAME[=URL|FILE]]…", "fetch and keep raw snapshots", true,
     false},
    {"build", "--store DIR --index DIR [--snapshot NAME=ID]…", "index from the last snapshots",
     true, true},
    {"run", "--store DIR --index DIR [--source …]…", "harvest, then build", true, true},
    {"check", "--source NAME[=URL|FILE]", "one page: what is understood, what is not", false,
     false},
    {"status", "--store DIR --index DIR [--json] [--verify]", "sources, ages, generations", false,
     false},
    {"show", "--index DIR ID|SIRET", "merged record(s), each field with its source", false, true},
    {"rollback", "--index DIR", "back to the previous generation", false, true},
}};

constexpr std::array all_options = {
    OptionRow{"store", "DIR", "raw snapshots and what is remembered between runs"},
    OptionRow{"index", "DIR", "generations; DIR/current is what searchd serves"},
    OptionRow{"source", "NAME[=URL|FILE]",
              "a source of this run; those of the line are the whole set", "harvest run check",
              true},
    OptionRow{"report", "FILE", "write the report there, as JSON, after a failure too"},
    OptionRow{"quiet", "", "no progress and no summary"},
    OptionRow{"max-loss", "PERCENT", "refuse to lose more of all or of one source (20)"},
    OptionRow{"force", "", "go on where a guard refuses"},
    OptionRow{"allow-stale", "DAYS",
              "age up to which a last snapshot stands in for a source that fails (0: never); "
              "status: older ones are stale"},
    OptionRow{"keep", "N", "generations to keep (3)"},
    OptionRow{"keep-snapshots", "N", "raw snapshots to keep of each source (10)"},
    OptionRow{"snapshot-days", "DAYS", "remove older raw snapshots, but never the last (90)"},
    OptionRow{"publish-contact", "NAME[=no]",
              "whether a source's phones and e-mail addresses are shown", "", true},
    OptionRow{"geocode", "URL",
              "place addresses by this service (Base Adresse Nationale, …/search/csv/); off "
              "without it"},
    OptionRow{"removals", "FILE", "structures to leave out: a SIRET or an id a line"},
    OptionRow{"decisions", "FILE", "rows that are one site, or are not: 'same A B', 'apart A B'"},
    OptionRow{"source.*", "VALUE", "source.NAME.KEY: columns and rights of a list"},
    OptionRow{"proxy", "URL", "proxy; else http_proxy, https_proxy, no_proxy"},
    OptionRow{"ca-file", "FILE", "certificate authorities; else the system's"},
    OptionRow{"pace", "MILLISECONDS", "least time between two requests (500)"},
    OptionRow{"tries", "N", "tries of a request that may still succeed (5)"},
    OptionRow{"longest-wait", "SECONDS", "ceiling of a pause, Retry-After included (120)"},
    OptionRow{"first-byte", "SECONDS", "how long an answer may be in coming (120)"},
    OptionRow{"stall", "SECONDS", "how long an answer may stand still (30)"},
    OptionRow{"max-answer", "MIB", "largest answer, once decompressed (256)"},
    OptionRow{"snapshot", "NAME=ID", "build from this snapshot instead of the last (see status)",
              "build", true, true},
    OptionRow{"json", "", "status as JSON", "status", false, true},
    OptionRow{"verify", "", "hash the served generation and the last snapshots", "status", false,
              true},
    OptionRow{"config", "FILE", "settings, one 'name = value' a line (or FILON_CONFIG)", "", false,
              true},
    OptionRow{"print-config", "", "print the settings in force, as a config file", "", false, true},
    OptionRow{"help", "", "print this text", "", false, true},
    OptionRow{"version", "", "print the version", "", false, true},
};

std::string option_lines(bool line_only) {
  std::string text;
  for (const OptionRow& row : all_options)
    if (row.line_only == line_only && !row.name.ends_with(".*"))
      text += fmt::format("  {:<30} {}\n", fmt::format("--{} {}", row.name, row.value), row.help);
  return text;
}

}  // namespace

std::span<const CommandRow> command_table() { return commands; }
std::span<const OptionRow> option_table() { return all_options; }

const CommandRow* find_command(std::string_view name) {
  const auto* const found = std::find_if(commands.begin(), commands.end(),
                                         [&](const CommandRow& row) { return row.name == name; });
  return found == commands.end() ? nullptr : found;
}

const OptionRow* find_option(std::string_view name) {
  const auto fits = [&](const OptionRow& row) {
    if (!row.name.ends_with(".*")) return row.name == name;
    return name.starts_with(row.name.substr(0, row.name.size() - 1));
  };
  const auto* const found = std::find_if(all_options.begin(), all_options.end(), fits);
  return found == all_options.end() ? nullptr : found;
}

std::string environment_name(std::string_view option) {
  std::string name = "FILON_";
  for (const char c : option)
    name += c == '-' ? '_' : static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
  return name;
}

std::string help_text() {
  std::string text =
      "filon-indexer: French social-economy suppliers, from their sources to an index\n\n";
  for (const CommandRow& command : commands)
    text += fmt::format("  filon-indexer {:<9} {:<50} {}\n", command.name, command.synopsis,
                        command.does);
  text +=
      "\nSettings: on the line, else in the environment (FILON_MAX_LOSS …), else in the config\n"
      "file (max-loss = …), else as said here:\n" +
      option_lines(false) + "\nOn the line only:\n" + option_lines(true);
  text +=
      "\nLe Marché's token comes from FILON_LEMARCHE_TOKEN, or from the file named by\n"
      "FILON_LEMARCHE_TOKEN_FILE; it is never printed and never stored.\n\n"
      "Exit codes: 0 done, 1 internal error, 2 wrong usage or nothing to show, 3 a source could\n"
      "not be fetched or read, 4 refused by a guard, 5 another run holds the store, 6 the disk\n"
      "refused a write, 7 stale or damaged (status). In 3 to 6 the old index stays.\n";
  return text;
}

}  // namespace filon
