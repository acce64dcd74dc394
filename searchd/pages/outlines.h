#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "annuaire/result.h"

namespace filon {

/// The shape of a département in a drawing 613 wide and 585 high.
struct Outline {
  std::string code;
  std::string path;  ///< an SVG path
};
using Outlines = std::vector<Outline>;

/// Reads outlines.tsv; a path that holds anything but path commands and numbers is an error, since
/// it goes into pages as it is.
Result<Outlines> load_outlines(const std::filesystem::path& data);

}  // namespace filon
