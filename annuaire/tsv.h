#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "annuaire/result.h"

namespace filon {

/// A table of our own under data/: UTF-8, one header line, cells parted by tabs, no quoting;
/// lines that begin with '#' and empty lines are comments.
struct Tsv {
  struct Row {
    size_t line = 0;  ///< 1-based, in the file
    std::vector<std::string> cells;
  };
  std::vector<std::string> header;
  std::vector<Row> rows;
};

/// Reads the table and checks that its header is exactly `columns` and that every row has as many
/// cells; the error names `file:line`.
Result<Tsv> read_tsv(const std::filesystem::path& file, const std::vector<std::string>& columns);

}  // namespace filon
