#pragma once

#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "annuaire/result.h"
#include "annuaire/text.h"

namespace filon {

/// Words of names that say who keeps a house and not what it sells (data/house_words.tsv).
class HouseWords {
 public:
  /// The error names file and line.
  static Result<HouseWords> load(const std::filesystem::path& dir);

  /// Marks in `said` the words of a name that belong to a phrase of the table.
  void mark(std::span<const Word> name, std::vector<bool>& said) const;

 private:
  std::map<std::string, std::vector<std::vector<std::string>>> phrases_;  ///< by first word
};

/// Marks the words of a name that are words of a place's too.
void mark_place_words(std::span<const Word> name, std::string_view place, std::vector<bool>& said);

}  // namespace filon
