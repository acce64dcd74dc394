#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "annuaire/result.h"

namespace filon {

/// Words of everyday French (data/french_words.txt), which are no typing errors whatever the tables
/// and the index lack: "parcelles" is not Sarcelles, "potable" not portable.
class FrenchWords {
 public:
  /// One folded word a line, sorted. The error names the file, and the line that is out of order.
  static Result<FrenchWords> load(const std::filesystem::path& dir);
  bool has(std::string_view folded_word) const;

 private:
  std::string lines_;  ///< as the file has them: one block, searched in place
};

}  // namespace filon
