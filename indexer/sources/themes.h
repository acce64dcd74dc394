#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "annuaire/structure.h"

namespace filon {

/// What a source's own themes say of sectors: a table (label, slug, confidence, note) read once.
class Themes {
 public:
  static Result<Themes> load(const std::filesystem::path& file);

  /// Whether a row of the table names this theme, however it is accented or punctuated; one or two
  /// wrong letters are forgiven where only one label is so near.
  bool knows(std::string_view label) const;
  /// The sectors the theme speaks for: inferred, surely enough to be sectors of the record.
  std::vector<SectorLink> sectors_of(std::string_view label) const;
  /// The labels, folded.
  std::vector<std::string> labels() const;

 private:
  const std::vector<SectorLink>* find(std::string_view label) const;
  std::map<std::string, std::vector<SectorLink>> sectors_;  ///< by folded label
};

}  // namespace filon
