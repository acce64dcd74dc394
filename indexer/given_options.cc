#include "indexer/given_options.h"

#include <algorithm>
#include <boost/program_options.hpp>
#include <charconv>
#include <sstream>

#include "annuaire/text.h"
#include "indexer/clean.h"
#include "indexer/disk.h"
#include "indexer/option_table.h"

namespace filon {
namespace po = boost::program_options;
namespace {

// Boost reads the syntax only; values stay text, so that one place says what is wrong with them.
po::options_description described(bool config_only) {
  po::options_description all;
  for (const OptionRow& row : option_table()) {
    if (config_only ? row.line_only : row.name.ends_with(".*")) continue;
    const std::string name(row.name);
    all.add_options()(name.c_str(), po::value<std::vector<std::string>>());
  }
  return all;
}

// Boost would take the word after a flag for its value: "--quiet run" must not lose the command.
std::vector<std::string> with_flags_closed(std::span<const std::string> arguments) {
  std::vector<std::string> closed(arguments.begin(), arguments.end());
  for (std::string& argument : closed) {
    if (argument == "--") break;
    if (!argument.starts_with("--")) continue;
    const OptionRow* const row = find_option(std::string_view(argument).substr(2));
    if (row && row->value.empty()) argument += "=yes";
  }
  return closed;
}

std::string suggestion(std::string_view name, std::string_view dashes) {
  std::vector<std::string> names;
  for (const OptionRow& row : option_table())
    if (!row.name.ends_with(".*")) names.push_back(std::string(dashes) + std::string(row.name));
  const std::string near = nearest(name, names);
  return near.empty() ? "; see --help" : "; did you mean " + near + "?";
}

// Boost says what is wrong with a config file, but not where.
size_t line_of(const std::string& config, std::string_view name) {
  std::istringstream lines(config);
  const std::string last(name.substr(name.rfind('.') + 1));
  size_t number = 0;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    if (clean_line(line.substr(0, line.find('='))) == last) return number;
  }
  return 0;
}

template <class T>
bool read_whole(std::string_view text, T& value) {
  const char* const last = text.data() + text.size();
  const auto [end, error] = std::from_chars(text.data(), last, value);
  return error == std::errc{} && end == last;
}

}  // namespace

Environment read_environment(std::span<const std::string> lines) {
  Environment variables;
  for (const std::string& line : lines)
    if (const size_t equals = line.find('='); equals != std::string::npos)
      variables.try_emplace(line.substr(0, equals), line.substr(equals + 1));
  return variables;
}

Result<GivenOptions> GivenOptions::read(std::span<const std::string> arguments,
                                        const Environment& environment) {
  GivenOptions given;
  if (Status read = given.read_line(arguments); !read) return std::move(read).failure();
  if (Status read = given.read_settings(environment); !read) return std::move(read).failure();
  std::string config = given.text("config");
  if (const auto named = environment.find("FILON_CONFIG");
      config.empty() && named != environment.end())
    config = named->second;
  if (config.empty()) return given;
  if (Status read = given.read_config(config); !read) return std::move(read).failure();
  return given;
}

Status GivenOptions::read_line(std::span<const std::string> arguments) {
  po::options_description all = described(false);
  all.add_options()("word", po::value<std::vector<std::string>>());
  po::positional_options_description words;
  words.add("word", -1);
  // Guessed abbreviations would make every new option a break of someone's script.
  const auto style = po::command_line_style::unix_style & ~po::command_line_style::allow_guessing;
  try {
    const auto parsed = po::command_line_parser(with_flags_closed(arguments))
                            .options(all)
                            .positional(words)
                            .style(style)
                            .run();
    for (const po::option& option : parsed.options) {
      auto& into = option.string_key == "word" ? words_ : values_[option.string_key].values;
      into.insert(into.end(), option.value.begin(), option.value.end());
    }
  } catch (const po::unknown_option& error) {
    return fail(ErrorCode::Usage, "{}: no such option{}", error.get_option_name(),
                suggestion(error.get_option_name(), "--"));
  } catch (const po::error& error) {
    return fail(ErrorCode::Usage, "{}", error.what());
  }
  for (const auto& [name, given] : values_)
    if (given.values.size() > 1 && !find_option(name)->is_list)
      return fail(ErrorCode::Usage, "--{}: given {} times", name, given.values.size());
  return done();
}

Status GivenOptions::read_settings(const Environment& environment) {
  for (const OptionRow& row : option_table()) {
    if (row.line_only) continue;
    const std::string variable = environment_name(row.name);
    const auto value = environment.find(variable);
    if (value == environment.end() || value->second.empty()) continue;
    values_.try_emplace(
        std::string(row.name),
        Given{row.is_list ? split_values(value->second, " \n") : std::vector{value->second},
              variable});
  }
  return done();
}

Status GivenOptions::read_config(const std::string& file) {
  const auto bytes = read_file(file);
  if (!bytes) return fail(ErrorCode::Usage, "--config {}: cannot be read", file);
  std::map<std::string, Given, std::less<>> found;
  try {
    std::istringstream config(*bytes);
    for (const po::option& option : po::parse_config_file(config, described(true)).options) {
      Given& given = found[option.string_key];
      given.from = fmt::format("{}:{}", file, line_of(*bytes, option.string_key));
      given.values.insert(given.values.end(), option.value.begin(), option.value.end());
      const OptionRow* const row = find_option(option.string_key);
      if (given.values.size() > 1 && row && !row->is_list)
        return fail(ErrorCode::Usage, "{}: {} is given twice", given.from, option.string_key);
    }
  } catch (const po::unknown_option& error) {
    return fail(ErrorCode::Usage, "{}:{}: {}: no such setting{}", file,
                line_of(*bytes, error.get_option_name()), error.get_option_name(),
                suggestion(error.get_option_name(), ""));
  } catch (const po::error& error) {
    return fail(ErrorCode::Usage, "{}: {}", file, error.what());
  }
  for (auto& [name, given] : found) values_.try_emplace(name, std::move(given));
  return done();
}

bool GivenOptions::on_line(std::string_view name) const {
  const auto given = values_.find(name);
  return given != values_.end() && given->second.from.empty();
}

std::string GivenOptions::text(std::string_view name) const {
  const auto given = values_.find(name);
  return given == values_.end() || given->second.values.empty() ? std::string()
                                                                : given->second.values.front();
}

std::vector<std::string> GivenOptions::list(std::string_view name) const {
  const auto given = values_.find(name);
  return given == values_.end() ? std::vector<std::string>() : given->second.values;
}

Failure<Error> GivenOptions::wrong(std::string_view name, std::string_view value,
                                   std::string_view what) const {
  const std::string& from = values_.find(name)->second.from;
  return fail(ErrorCode::Usage, "{}{} '{}': {}", from.empty() ? "--" : from + ": ", name, value,
              what);
}

Result<bool> GivenOptions::flag(std::string_view name) const {
  if (!has(name)) return false;
  const std::string said = text(name);
  for (const char* yes : {"yes", "true", "on", "1"})
    if (said == yes) return true;
  for (const char* no : {"no", "false", "off", "0"})
    if (said == no) return false;
  return wrong(name, said, "neither yes nor no");
}

Result<int64_t> GivenOptions::whole(std::string_view name, int64_t otherwise, int64_t least,
                                    int64_t most) const {
  int64_t value = otherwise;
  if (!has(name) || (read_whole(text(name), value) && value >= least && value <= most))
    return value;
  return wrong(name, text(name), fmt::format("not a whole number from {} to {}", least, most));
}

Result<double> GivenOptions::decimal(std::string_view name, double otherwise, double least,
                                     double most) const {
  double value = otherwise;
  if (!has(name) || (read_whole(text(name), value) && value >= least && value <= most))
    return value;
  return wrong(name, text(name), fmt::format("not a number from {} to {}", least, most));
}

std::vector<std::pair<std::string, std::string>> GivenOptions::beginning(
    std::string_view prefix) const {
  std::vector<std::pair<std::string, std::string>> found;
  for (auto it = values_.lower_bound(prefix); it != values_.end(); ++it) {
    if (!it->first.starts_with(prefix)) break;
    for (const std::string& value : it->second.values) found.emplace_back(it->first, value);
  }
  return found;
}

}  // namespace filon
