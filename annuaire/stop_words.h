#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_set>

#include "annuaire/result.h"

namespace filon {

/// Words that tell nothing about a need (data/stop_words.tsv), folded.
struct StopWords {
  std::unordered_set<std::string> links;     ///< articles, prepositions: between words of a term
  std::unordered_set<std::string> requests;  ///< "je cherche un prestataire": how one asks

  bool is_link(const std::string& word) const { return links.count(word) > 0; }
  /// In the plural too.
  bool is_request(const std::string& word) const {
    return requests.count(word) > 0 ||
           (word.ends_with('s') && requests.count(word.substr(0, word.size() - 1)) > 0);
  }

  /// The error names file and line.
  static Result<StopWords> load(const std::filesystem::path& dir);
};

}  // namespace filon
