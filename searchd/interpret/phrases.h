#pragma once

#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "searchd/interpret/tokens.h"

namespace filon {

/// Phrases found in a question by their stems, link words passed over: "structures d'insertion"
/// is "structure insertion". Each phrase leads to a number.
class PhraseTable {
 public:
  struct Found {
    size_t first = 0, past = 0;  ///< tokens
    uint32_t number = 0;
  };

  void add(std::string_view phrase, uint32_t number, const StopWords& stop_words);
  bool holds_stem(const std::string& stem) const { return stems_.count(stem) > 0; }
  /// Every folded word of every phrase.
  const std::unordered_set<std::string>& words() const { return words_; }

  /// The phrases of a question, the longest at each place, in reading order, none overlapping.
  std::vector<Found> find(const Tokens& tokens) const;

 private:
  std::unordered_map<std::string, uint32_t> numbers_;
  std::unordered_set<std::string> beginnings_, stems_, words_;
};

}  // namespace filon
