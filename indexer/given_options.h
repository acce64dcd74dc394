#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "annuaire/result.h"

namespace filon {

using Environment = std::map<std::string, std::string>;

/// NAME=VALUE lines as a map; the first of a name counts.
Environment read_environment(std::span<const std::string> lines);

/// What the operator said, as text, each option from the strongest place it stands in: the line,
/// else the environment, else the config file. Checked against option_table() by name only.
class GivenOptions {
 public:
  /// The error is ErrorCode::Usage and names the option, with the near one when it is misspelt,
  /// and the file and line when it stands in the config file.
  static Result<GivenOptions> read(std::span<const std::string> arguments,
                                   const Environment& environment);

  /// The words that are no options: the command, and what `show` shows.
  const std::vector<std::string>& words() const { return words_; }

  bool has(std::string_view name) const { return values_.find(name) != values_.end(); }
  bool on_line(std::string_view name) const;
  /// "" when it was not given.
  std::string text(std::string_view name) const;
  std::vector<std::string> list(std::string_view name) const;
  /// yes, true, on, 1, or nothing but the flag itself; no, false, off, 0.
  Result<bool> flag(std::string_view name) const;
  Result<int64_t> whole(std::string_view name, int64_t otherwise, int64_t least,
                        int64_t most) const;
  Result<double> decimal(std::string_view name, double otherwise, double least, double most) const;

  /// Names that begin so, with their values: "columns.cress.name" for "columns.".
  std::vector<std::pair<std::string, std::string>> beginning(std::string_view prefix) const;

 private:
  struct Given {
    std::vector<std::string> values;
    std::string from;  ///< "" on the line, else "FILON_MAX_LOSS" or "filon.conf:3"
  };
  Status read_line(std::span<const std::string> arguments);
  Status read_settings(const Environment& environment);
  Status read_config(const std::string& file);
  Failure<Error> wrong(std::string_view name, std::string_view value, std::string_view what) const;

  std::map<std::string, Given, std::less<>> values_;
  std::vector<std::string> words_;
};

}  // namespace filon
