#pragma once

#include <filesystem>
#include <string>
#include <unordered_map>

#include "annuaire/vocabulary.h"

namespace filon {

/// The words of public notices and the CPV code each is bought under (data/cpv_words.tsv). They
/// cover what no trade of the directory sells too: a text that asks for that must not be given
/// the trade of some word beside it.
class CpvWords {
 public:
  struct Code {
    std::string label;      ///< French, short
    bool has_trade = true;  ///< false: no structure of the directory does it
  };

  /// The error names file and line.
  static Result<CpvWords> load(const std::filesystem::path& dir, const StopWords& stop_words);

  /// The mentions in a text; the slugs of their readings are codes of eight digits.
  std::vector<Mention> mentions(std::span<const Word> words) const {
    return vocabulary_.mentions(words);
  }
  /// Null for a code the table does not name.
  const Code* find(const std::string& code) const;

 private:
  Vocabulary vocabulary_;
  std::unordered_map<std::string, Code> codes_;
};

}  // namespace filon
