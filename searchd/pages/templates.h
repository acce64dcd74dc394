#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "annuaire/result.h"

namespace kainjow::mustache {
template <typename string_type>
class basic_data;
using data = basic_data<std::string>;
}  // namespace kainjow::mustache

namespace filon {

/// The mustache templates of the pages, read once; every value is escaped unless a template says
/// {{{so}}} for a part that is HTML already. {{> name}} puts another of them in.
class Templates {
 public:
  /// Reads all *.mustache files; a folder without them, or one that does not parse, is an error
  /// that names the file.
  static Result<Templates> load(const std::filesystem::path& folder);

  std::string render(const std::string& name, const kainjow::mustache::data& values) const;

 private:
  std::map<std::string, std::string> texts_;
};

}  // namespace filon
